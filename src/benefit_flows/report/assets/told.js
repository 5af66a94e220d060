// What is told of a scenario, as it is read. In the data, marks stand for what only one scenario has.

/**
 * A line and what came of it, without what is empty.
 * @typedef {Partial<EventView> & Pick<EventView, 'kind' | 'place' | 'text'>} ToldEvent
 */

/** @typedef {Omit<ToldView, 'events'> & { readonly events: readonly ToldEvent[] }} Told */
/** @typedef {StoryView & { readonly told: Told }} Story */
/** @typedef {ReturnType<typeof wholeStory>} WholeStory */

/**
 * A scenario with what the list of the page says of it; `text` are all its words, once somebody searched.
 * @typedef {{
 *   story: Story, link: HTMLAnchorElement, place: HTMLElement, title: string, took: string, failure: string,
 *   verdict: string, text?: string,
 * }} ListItem
 */

/**
 * Put names in the place of their marks: a story holds marks, so that stories that are alike are stored once.
 * @param {unknown} value
 * @param {readonly string[]} names
 * @returns {unknown}
 */
function unmarked(value, names) {
  if (typeof value === 'string') return value.replace(/[\ue000-\uf8ff]/g, mark => names[mark.charCodeAt(0) - 0xe000])
  if (Array.isArray(value)) return value.map(each => unmarked(each, names))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unmarked(each, names)]))
}

/**
 * Give a part of what is told of a scenario (see ToldView) as it is read.
 * @template T
 * @param {T} part
 * @param {ListItem} item
 */
function asRead(part, item) {
  const { names } = item.story
  return names === null ? part : /** @type {T} */ (unmarked(part, [item.title, ...names]))
}

/**
 * Give a whole story as it is read, with the lines of its own file by their numbers.
 * @param {ListItem} item
 */
function wholeStory(item) {
  const { events, missed } = asRead(item.story.told, item)
  /** @param {number | string} place */
  const placed = place => (typeof place === 'number' ? String(item.story.line + place) : place)
  return {
    ...item.story,
    events: events.map(each => ({ ...each, place: placed(each.place) })),
    missed: missed.map(([place, text, table]) => ({ place: placed(place), text, table })),
  }
}

/**
 * Why a scenario failed: as the list tells it, if that is all.
 * @param {ListItem} item
 */
function failureOf(item) {
  const { failure } = item.story.told
  return failure.length ? asRead(failure, item).join('\n') : item.failure
}
