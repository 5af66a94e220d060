// What is told of a scenario, as it is read. In the data, marks stand for what only one scenario has.

/** Put names in the place of their marks: a story holds marks, so that stories that are alike are stored once. */
function unmarked(value, names) {
  if (typeof value === 'string') return value.replace(/[\ue000-\uf8ff]/g, mark => names[mark.charCodeAt(0) - 0xe000])
  if (Array.isArray(value)) return value.map(each => unmarked(each, names))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unmarked(each, names)]))
}

/** Give a part of what is told of a scenario (see ToldView) as it is read. */
function asRead(part, item) {
  const { names } = item.story
  return names === null ? part : unmarked(part, [item.title, ...names])
}

/** Give a whole story as it is read, with the lines of its own file by their numbers. */
function wholeStory(item) {
  const { events, missed } = asRead(item.story.told, item)
  const placed = place => (typeof place === 'number' ? String(item.story.line + place) : place)
  return {
    ...item.story,
    events: events.map(each => ({ ...each, place: placed(each.place) })),
    missed: missed.map(([place, ...rest]) => [placed(place), ...rest]),
  }
}

/** Why a scenario failed: as the list tells it, if that is all. */
function failureOf(item) {
  const { failure } = item.story.told
  return failure.length ? asRead(failure, item).join('\n') : item.failure
}
