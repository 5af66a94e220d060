// What printing shows that the page does not.

/**
 * What is wrong in the files is open if there is nothing else, and on paper.
 * @param {HTMLDetailsElement} mistakes
 */
function openForPaper(mistakes) {
  mistakes.open = !items.length
  let open = mistakes.open
  on(window, 'beforeprint', () => {
    open = mistakes.open
    mistakes.open = true
  })
  on(window, 'afterprint', () => {
    mistakes.open = open
  })
}

/** Draw all stories that failed one below the other, print, and put back what was there. */
function printFailed() {
  const place = byId('story')
  const { hidden } = place
  const kept = [...place.childNodes]
  place.hidden = one(document, '.panes', HTMLElement).hidden = false
  byId('coverage').hidden = true
  PLAIN.dataset.printing = ''
  const failed = items.filter(each => each.story.verdict === 'bad')
  replace(
    place,
    failed.map(each => el('article', {}, drawStory(each))),
  )
  on(
    window,
    'afterprint',
    () => {
      delete PLAIN.dataset.printing
      replace(place, kept)
      place.hidden = hidden
      apply()
    },
    { once: true },
  )
  window.print()
}
