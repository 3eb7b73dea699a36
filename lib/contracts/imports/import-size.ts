/** The most that one import may weigh, as it is sent; the browser refuses more before it sends it. */
export const MAX_IMPORT_BYTES = 16 * 1024 * 1024
