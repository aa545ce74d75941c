/** Bytes of the largest file that is read. */
export const MAX_FILE_SIZE: number = 32 * 1024 * 1024
