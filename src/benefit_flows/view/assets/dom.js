// Small helpers for pages that build themselves. Texts become text nodes, so that nothing a user wrote is markup.

/**
 * What can stand in an element; null, undefined and false stand for nothing.
 * @typedef {Node | string | null | undefined | false | Children} Child
 */

/** @typedef {{ readonly [Symbol.iterator]: () => Iterator<Child>, readonly length: number }} Children */

/**
 * Attributes of an element, and its listeners, by a name that begins with "on".
 * @typedef {{ readonly [name: string]: string | boolean | null | undefined | ((event: Event) => void) }} Attributes
 */

/**
 * What is filled into a text.
 * @typedef {{ readonly [name: string]: unknown }} Values
 */

/**
 * Make an element: attributes by name (false and null leave one out), then children: nodes, texts, lists of them.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {...Child} children
 */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...nodes(children))
  return made
}

/**
 * Make one flat list of what can be put into an element.
 * @param {Children} children
 * @returns {(Node | string)[]}
 */
function nodes(children) {
  return [...children].flatMap(each => {
    if (each === null || each === undefined || each === false) return []
    return typeof each === 'string' || each instanceof Node ? [each] : nodes(each)
  })
}

/**
 * Put these children in the place of all that an element holds.
 * @param {Element} place
 * @param {...Child} children
 */
function replace(place, ...children) {
  place.replaceChildren(...nodes(children))
}

/**
 * Find an element of this kind that must be there.
 * @template {Element} Kind
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => Kind} kind
 */
function one(place, selector, kind) {
  const found = place.querySelector(selector)
  if (found instanceof kind) return found
  throw new Error(`no ${kind.name} at ${selector}`)
}

/**
 * Find the element of an id, which must be there.
 * @param {string} id
 */
function byId(id) {
  return one(document, `#${id}`, HTMLElement)
}

/**
 * Find the field of an id, which must be there.
 * @param {string} id
 */
function fieldOf(id) {
  return one(document, `#${id}`, HTMLInputElement)
}

/**
 * Find the button of an id, which must be there.
 * @param {string} id
 */
function buttonOf(id) {
  return one(document, `#${id}`, HTMLButtonElement)
}

/**
 * What stands in the field that an event comes from.
 * @param {Event} event
 */
function valueFrom({ target }) {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : ''
}

/** The element that has the focus, if it is one of HTML. */
function focusedElement() {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null
}

/**
 * Listen; give a function that ends it.
 * @param {EventTarget} target
 * @param {string} event
 * @param {(event: any) => void} listener
 * @param {AddEventListenerOptions} [options]
 */
function on(target, event, listener, options) {
  target.addEventListener(event, listener, options)
  return () => target.removeEventListener(event, listener, options)
}

/**
 * Fill the places of a text: fill('{number} of {all}', {number: 3, all: 5}).
 * @param {string} text
 * @param {Values} [values]
 */
function fill(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place))
}

/**
 * Give a text that only screen readers tell.
 * @param {string} text
 */
function unseen(text) {
  return el('span', { class: 'unseen' }, text)
}

/**
 * Give a mark for the eye and the same in words for the ear.
 * @param {string} sign
 * @param {string} words
 */
function mark(sign, words) {
  return [el('span', { class: 'mark', 'aria-hidden': 'true' }, sign), unseen(`${words} `)]
}

/**
 * Something that opens: a line to press, and what is shown then.
 * @param {Child} summary
 * @param {...Child} children
 */
function disclosure(summary, ...children) {
  return el('details', {}, el('summary', {}, summary), ...children)
}

/**
 * A place that scrolls sideways by itself, so that the page does not; reached by Tab.
 * @param {string} label
 * @param {...Child} children
 */
function sideways(label, ...children) {
  return el('div', { class: 'sideways', role: 'group', tabindex: '0', 'aria-label': label }, ...children)
}

/**
 * Give a picture as an element: our own SVG, without its styles and ids, because base.css and the caller give these.
 * @param {string} svgText
 * @param {string} label
 */
function picture(svgText, label) {
  const parsed = new DOMParser().parseFromString(svgText, 'image/svg+xml').documentElement
  for (const each of parsed.querySelectorAll('style, title')) each.remove()
  for (const each of parsed.querySelectorAll('[id]')) each.removeAttribute('id')
  parsed.removeAttribute('aria-labelledby')
  parsed.setAttribute('role', 'img')
  parsed.setAttribute('aria-label', label)
  return document.importNode(parsed, true)
}

/**
 * Copy a text, where the browser allows it; say whether it did.
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const focused = focusedElement()
    const area = el('textarea', { class: 'unseen', readonly: true })
    area.value = text
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    focused?.focus()
    return done
  }
}

/**
 * Say something to screen readers, once they have said what they are saying.
 * @param {string} text
 */
function announce(text) {
  let region = document.getElementById('announcements')
  if (!region) {
    region = el('div', { id: 'announcements', class: 'unseen', role: 'status', 'aria-live': 'polite' })
    document.body.append(region)
  }
  // The same text again is told again only if the node is a new one.
  replace(region, el('span', {}, text))
}
