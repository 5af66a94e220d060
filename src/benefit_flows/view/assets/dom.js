// Small helpers for pages that build themselves. Texts become text nodes, so that nothing a user wrote is markup.

/** Make an element: attributes by name (false and null leave one out), then children: nodes, texts, lists of them. */
function el(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value)
    else made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...nodes(children))
  return made
}

/** Make one flat list of what can be put into an element. */
function nodes(children) {
  return children.flat(Infinity).filter(each => each !== null && each !== undefined && each !== false)
}

/** Put these children in the place of all that an element holds. */
function replace(place, ...children) {
  place.replaceChildren(...nodes(children))
  return place
}

/** Listen; give a function that ends it. */
function on(target, event, listener, options) {
  target.addEventListener(event, listener, options)
  return () => target.removeEventListener(event, listener, options)
}

/** Fill the places of a text: fill('{number} of {all}', {number: 3, all: 5}). */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => (values && name in values ? String(values[name]) : place))
}

/** Give a text that only screen readers tell. */
function unseen(text) {
  return el('span', { class: 'unseen' }, text)
}

/** Give a mark for the eye and the same in words for the ear. */
function mark(sign, words) {
  return [el('span', { class: 'mark', 'aria-hidden': 'true' }, sign), unseen(`${words} `)]
}

/** Something that opens: a line to press, and what is shown then. */
function disclosure(summary, ...children) {
  return el('details', {}, el('summary', {}, summary), ...children)
}

/** A place that scrolls sideways by itself, so that the page does not; reached by Tab. */
function sideways(label, ...children) {
  return el('div', { class: 'sideways', role: 'group', tabindex: '0', 'aria-label': label }, ...children)
}

/** Give a picture as an element: our own SVG, without its styles and ids, because base.css and the caller give these. */
function picture(svgText, label) {
  const parsed = new DOMParser().parseFromString(svgText, 'image/svg+xml').documentElement
  for (const each of parsed.querySelectorAll('style, title')) each.remove()
  for (const each of parsed.querySelectorAll('[id]')) each.removeAttribute('id')
  parsed.removeAttribute('aria-labelledby')
  parsed.setAttribute('role', 'img')
  parsed.setAttribute('aria-label', label)
  return document.importNode(parsed, true)
}

/** Copy a text, where the browser allows it; say whether it did. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const focused = document.activeElement
    const area = el('textarea', { class: 'unseen', readonly: true })
    area.value = text
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    if (focused) focused.focus()
    return done
  }
}

/** Say something to screen readers, once they have said what they are saying. */
function announce(text) {
  let region = document.getElementById('announcements')
  if (!region) {
    region = el('div', { id: 'announcements', class: 'unseen', role: 'status', 'aria-live': 'polite' })
    document.body.append(region)
  }
  // The same text again is told again only if the node is a new one.
  replace(region, el('span', {}, text))
}
