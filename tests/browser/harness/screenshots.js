import { mkdirSync } from 'node:fs';

const ROOT = process.env.STROM_SCREENSHOTS ?? new URL('../../../build/screenshots/', import.meta.url).pathname;

/** Where the screenshots of a suite go, for people to look at; the folder is made. */
export function screenshotFolder(suite = '') {
    const folder = `${ROOT}/${suite}`;
    mkdirSync(folder, { recursive: true });
    return folder;
}
