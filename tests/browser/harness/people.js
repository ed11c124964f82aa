import { PATIENCE_MILLIS } from './program.js';
import { PASSWORD } from './site.js';

/**
 * Opens a page as somebody of their own: signed in as nobody, and in a window that hides no other page.
 *
 * @param {import('puppeteer-core').Browser} driver
 * @param {(error: Error) => void} failed the page had an error
 * @returns {Promise<import('puppeteer-core').Page>}
 */
export async function newVisitor(driver, failed) {
    const page = await (await driver.createBrowserContext()).newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.on('pageerror', failed);
    return page;
}

/**
 * Signs in on the page for it, which the browser is on; what comes next is not waited for.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string} name
 * @param {string} [password] that of `Site.streamKey` unless another is given
 */
export async function signIn(page, name, password = PASSWORD) {
    await page.type('#username', name);
    await page.type('#password', password);
    await page.click('#sign-in [type="submit"]');
}
