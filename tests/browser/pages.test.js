import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeViolations } from './harness/axe.js';
import { browsers, which } from './harness/browsers.js';
import { signIn } from './harness/people.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Screen, Site, publish } from './harness/site.js';

const SCREENSHOTS = screenshotFolder('pages');
const WIDTHS = [360, 1280, 2560];

const PAGES = {
    'front': '/',
    'watch': '/Alva',
    'offline': '/Bo_offline',
    'unknown': '/nobody_here',
    'game': '/game/programming',
    'embed': '/embed/Alva',
    'sign-up': '/sign-up',
    'sign-in': '/sign-in',
    'dashboard': '/dashboard',
    'admin': '/admin',
    'studio': '/studio',
    'download': '/download',
    'not-found': '/nothing/here',
};

/** When the page has what it shows. */
const READY = {
    'front': '.card img:not([hidden])',
    'watch': '.stage[data-picture]',
    'embed': '.stage[data-picture]',
    'offline': 'main[data-presence="offline"][data-connection="open"]',
    'unknown': 'main[data-presence="unknown-streamer"]',
    'dashboard': 'main.dashboard:not([hidden])',
    'admin': '#accounts li',
    'studio': 'main.studio:not([hidden])',
};

/** Bytes over the wire for a first visit, without thumbnails and the stream itself. */
const WEIGHTS = { 'front': 60_000, 'watch': 100_000 };

// Every page as people see it: both themes, both languages, from a phone to a very wide screen. The
// screenshots are for looking at; what a machine can judge is asserted.
for (const browser of browsers) {
    const skip = !browser.path ? `${browser.command} is not installed` : !which('Xvfb') && 'Xvfb is not installed';

    describe(`pages in ${browser.name}`, { skip }, () => {
        let site, screen, driver, client, page;
        const failures = [];

        before(async () => {
            [site, screen, driver] = await Promise.all([Site.start(), Screen.start(), browser.launch(browser.path)]);
            const key = await site.streamKey('Alva');
            await site.streamKey('Bo_offline');
            client = await publish(site, screen, key);
            page = await driver.newPage();
            page.on('pageerror', (error) => failures.push(error.message));
            await page.goto(site.address('/sign-in?next=/dashboard'));
            await signIn(page, 'Alva');
            await page.waitForSelector('main.dashboard:not([hidden])', { timeout: 20_000 });
        });
        after(async () => {
            await driver?.close();
            await client?.stop();
            await screen?.stop();
            await site?.stop();
        });

        for (const [name, path] of Object.entries(PAGES)) {
            for (const [theme, language, axeWidth] of [['light', 'sv', 360], ['dark', 'en', 1280]]) {
                test(`${name} is well made, ${theme} in ${language}`, async () => {
                    await choose(page, site, theme, language);
                    await page.goto(site.address(path));
                    await page.waitForSelector(READY[name] ?? 'main', { timeout: 20_000 });
                    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
                    for (const width of WIDTHS) {
                        await page.setViewport({ width, height: width === 360 ? 740 : Math.round(width * 9 / 16) });
                        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
                            `${name} scrolls sideways at ${width}`);
                        if (width === axeWidth) {
                            assert.deepEqual(await axeViolations(page), []);
                        }
                        await page.screenshot({ path: `${SCREENSHOTS}/${name}-${theme}-${width}-${browser.name.toLowerCase()}.png` });
                    }
                });
            }
        }

        for (const [name, most] of Object.entries(WEIGHTS)) {
            test(`${name} weighs at most ${most / 1000} kB and asks no other host`, async () => {
                const context = await driver.createBrowserContext();
                const first = await context.newPage();
                await first.goto(site.address(PAGES[name]));
                await first.waitForSelector(READY[name], { timeout: 20_000 });
                const loaded = await first.evaluate(() => [...performance.getEntriesByType('navigation'),
                    ...performance.getEntriesByType('resource')].map(({ name, transferSize }) => ({ name, transferSize })));
                await context.close();
                assert.deepEqual(loaded.filter(({ name }) => !name.startsWith(site.address('/'))), []);
                const bytes = loaded.filter(({ name }) => !name.includes('/picture'))
                    .reduce((sum, { transferSize }) => sum + transferSize, 0);
                assert.ok(bytes > 10_000 && bytes <= most, `${bytes} bytes`);
            });
        }

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}

async function choose(page, site, theme, language) {
    await page.goto(site.address('/favicon.svg'));
    await page.evaluate((theme, language) => {
        localStorage.setItem('theme', theme);
        localStorage.setItem('language', language);
    }, theme, language);
}
