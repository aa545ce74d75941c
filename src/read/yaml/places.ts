/** From offsets of a text that is parsed to offsets of the file that it stands in. */
export interface Places {
  /** Where the character at `offset` stands. */
  startOf(offset: number): number
  /** Where what ends at `offset` ends. */
  endOf(offset: number): number
}
