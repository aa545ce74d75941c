/** The day on which tests judge exemptions. */
export const AS_OF = '2026-11-24'
