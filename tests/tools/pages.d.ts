// What the scripts of several pages share: the studio opens a player inside its own page.

interface Player {
  /** Asks for the worlds along a path of a lesson; null where nobody can be asked. */
  expand: ((path: readonly number[], lesson: number) => Promise<any>) | null
  onChange(listener: (place: string) => void): void
  go(place: string): Promise<void>
  follow(following: boolean): void
  place(): string
  ready: Promise<void>
}

interface Window {
  player: Player
}
