import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers } from './harness/browsers.js';
import { goLive } from './harness/channel.js';
import { newVisitor, signIn } from './harness/people.js';
import { PATIENCE_MILLIS } from './harness/program.js';
import { screenshotFolder } from './harness/screenshots.js';
import { Site } from './harness/site.js';

const SCREENSHOTS = screenshotFolder('small-screens');
/** Phones upright and on their side, a tablet, and a computer's screen at 200 %. */
const SIZES = [[320, 568], [360, 640], [390, 844], [768, 1024], [844, 390], [640, 400]];
/** Less than this between two buttons looks like one. */
const MIN_GAP = 6;

const LONG_TITLE = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft '.repeat(2).slice(0, 140);
const LONG_GAME = 'The Extraordinarily Long Adventures of a Small Screen: Part 2';
const LONG_DESCRIPTION = 'A description of many words. https://example.org/an/address/without/any/place/to/break '.repeat(30).slice(0, 2000).trim();

// What must be there without scrolling, and that nothing is wider than the screen, however long what
// streamers write is.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`small screens in ${browser.name}`, { skip }, () => {
        let site, driver, accounts, ends, bosse, stranger;
        const failures = [];

        before(async () => {
            site = await Site.start();
            accounts = site.accounts('Firstborn', 'Alva', 'Bosse', 'an_account_with_a_name_so');
            await site.describe(accounts.get('Alva'),
                { title: LONG_TITLE, game: LONG_GAME.slice(0, 60), language: 'sv', description: LONG_DESCRIPTION });
            await site.describe(accounts.get('an_account_with_a_name_so'),
                { title: 'Blitz', game: 'Chess', language: 'en', description: '' });
            ends = [await goLive(site, accounts.get('Alva')), await goLive(site, accounts.get('an_account_with_a_name_so'))];
            driver = await browser.launch(browser.path);
            [bosse, stranger] = [await newVisitor(driver, (error) => failures.push(error.message)),
                await newVisitor(driver, (error) => failures.push(error.message))];
            await bosse.goto(site.address('/sign-in?next=/Alva'));
            await Promise.all([bosse.waitForNavigation(), signIn(bosse, 'Bosse', accounts.get('Bosse').password)]);
        }, { timeout: 3 * PATIENCE_MILLIS });
        after(async () => {
            await driver?.close();
            ends?.forEach((end) => end());
            await site?.stop();
        });

        const visit = async (page, path, [width, height], ready) => {
            await page.bringToFront();
            await page.setViewport({ width, height });
            await page.goto(site.address(path));
            await page.waitForSelector(ready);
            await page.waitForSelector('.site-header[data-ready]');
            await page.screenshot({ path: `${SCREENSHOTS}/${path.slice(1) || 'front'}-${width}-${browser.name.toLowerCase()}.png` });
        };
        const assertFits = async (page, what) => assert.deepEqual(await page.evaluate(() => [
            ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
            ...[...document.querySelectorAll('body :not(.unseen, .controls *)')].filter((element) => element.checkVisibility()
                && element.getBoundingClientRect().right > innerWidth + 0.5 && !element.closest('select')
                && getComputedStyle(element.parentElement).overflow === 'visible')
                .map((element) => `${element.tagName}.${element.className}`)]), [], what);

        for (const size of SIZES) {
            const [width, height] = size;
            const ofField = (page, selector) => page.$eval(selector, (field) => {
                const { top, bottom } = field.getBoundingClientRect();
                return { inside: top >= 0 && bottom <= innerHeight, top, bottom };
            });

            test(`${width} × ${height}: picture, title and the chat's field are on the first screen`, async () => {
                await visit(bosse, '/Alva', size, '.composer:not([hidden])');
                await bosse.waitForSelector('main[data-presence="live"]');
                await assertFits(bosse, 'the watch page');
                const field = await ofField(bosse, '.composer textarea');
                assert.ok(field.inside, JSON.stringify(field));
                const stage = await bosse.$eval('.stage', (element) => element.getBoundingClientRect().height);
                const wanted = height < 480 ? height : Math.min(width * 9 / 16, height * 0.45);
                assert.ok(stage >= wanted - 1, `the stage is ${stage} high, not ${wanted}`);
                await visit(stranger, '/Alva', size, '.chat-sign-in:not([hidden])');
                assert.ok((await ofField(stranger, '.chat-sign-in a')).inside);
                await assertFits(stranger, 'the watch page of a stranger');
            });

            test(`${width} × ${height}: the front page fits, and no button touches another`, async () => {
                await visit(stranger, '/', size, '.card');
                await assertFits(stranger, 'the front page');
                const gaps = await stranger.evaluate(() => {
                    const parts = [...document.querySelectorAll('.brand, .header-actions > *')].filter((element) => element.checkVisibility())
                        .map((element) => element.getBoundingClientRect());
                    return parts.slice(1).map(({ left }, i) => left - parts[i].right);
                });
                assert.ok(gaps.every((gap) => gap >= MIN_GAP), gaps.join());
                assert.ok(await stranger.evaluate(() => [...document.querySelectorAll('.filters select')].every((select) => {
                    const pen = document.createElement('canvas').getContext('2d');
                    pen.font = getComputedStyle(select).font;
                    return pen.measureText(select.selectedOptions[0].text).width < select.clientWidth - 24;
                })), 'a filter is cut off');
            });

            test(`${width} × ${height}: the dashboard fits`, async () => {
                await visit(bosse, '/dashboard', size, 'main.dashboard:not([hidden])');
                await assertFits(bosse, 'the dashboard');
            });
        }

        test('what was left out comes with More, and goes with Less', async () => {
            await visit(bosse, '/Alva', [390, 844], 'main[data-presence="live"]');
            const shown = () => bosse.evaluate(() => ['.description', '[data-field="game"]', '[data-action="share"]', '[data-action="follow"]']
                .map((selector) => document.querySelector(`.about ${selector}`).checkVisibility()));
            const line = () => bosse.$eval('.about h1', (title) => title.getBoundingClientRect().height < 2 * parseFloat(getComputedStyle(title).lineHeight));
            await bosse.waitForSelector('[data-action="follow"]');
            assert.deepEqual(await shown(), [false, false, false, false]);
            assert.ok(await line());
            await bosse.click('[data-action="more"]');
            assert.deepEqual(await shown(), [true, true, true, true]);
            await assertFits(bosse, 'all about the stream');
            assert.equal(await bosse.$eval('[data-action="more"]', (button) => button.getAttribute('aria-expanded')), 'true');
            await bosse.click('[data-action="more"]');
            assert.deepEqual(await shown(), [false, false, false, false]);
        });

        test('where no element can have the whole screen, the picture has the whole page', async () => {
            const page = await newVisitor(driver, (error) => failures.push(error.message));
            await page.evaluateOnNewDocument(() => Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false }));
            await visit(page, '/Alva', [390, 844], 'main[data-presence="live"]');
            await page.click('[data-control="fullscreen"]');
            assert.deepEqual(await page.$eval('.stage', (stage) => {
                const { left, top, width, height } = stage.getBoundingClientRect();
                return [left, top, width, height];
            }), [0, 0, 390, 844]);
            await page.keyboard.press('Escape');
            await page.waitForSelector('.stage:not([data-filling])');
            await page.close();
        });

        test('the way to go live comes before the password', async () => {
            await visit(bosse, '/dashboard', [390, 844], 'main.dashboard:not([hidden])');
            assert.ok(await bosse.evaluate(() => document.querySelector('#connect').getBoundingClientRect().bottom
                <= document.querySelector('#password-form').getBoundingClientRect().top));
        });

        test('no page had an error', () => assert.deepEqual(failures, []));
    });
}
