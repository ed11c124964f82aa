import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browsers } from './harness/browsers.js';
import { Site } from './harness/site.js';

const PASSWORD = 'en lång ramsa att minnas';

// What a person does with an account, and what the pages say when something is wrong. By keyboard
// alone where the step says so.
for (const browser of browsers) {
    const skip = !browser.path && `${browser.command} is not installed`;

    describe(`an account in ${browser.name}`, { skip }, () => {
        let site, driver, page;
        const text = (selector) => page.$eval(selector, (element) => element.textContent);
        const said = (selector, pattern) => page.waitForFunction(
            (selector, source) => new RegExp(source).test(document.querySelector(selector)?.textContent ?? ''),
            { polling: 50, timeout: 15_000 }, selector, pattern.source);
        const dashboard = () => page.waitForSelector('main.dashboard:not([hidden])', { timeout: 15_000 });

        before(async () => {
            [site, driver] = await Promise.all([Site.start(), browser.launch(browser.path)]);
            await site.streamKey('Taken');
            page = await driver.newPage();
        });
        after(async () => {
            await driver?.close();
            await site?.stop();
        });

        test('a name and a password that are too short are explained at once', async () => {
            await page.goto(site.address('/sign-up?next=/dashboard'));
            await page.type('#username', 'x');
            await page.type('#password', 'short');
            await page.click('#sign-up [type="submit"]');
            assert.equal(await page.$eval('#username', (field) => field.ariaInvalid), 'true');
            assert.match(await text('#username-problem'), /3–25/);
            assert.match(await text('#password-problem'), /10/);
        });

        test('what the server has against a name is said at the field, until it is written in', async () => {
            for (const [name, code] of [['help', 'name-reserved'], ['Taken', 'name-taken']]) {
                await page.goto(site.address('/sign-up'));
                await page.waitForSelector('.site-header[data-ready]');
                await page.type('#username', name);
                await page.type('#password', PASSWORD);
                await page.click('#sign-up [type="submit"]');
                await page.waitForSelector(`#username-problem[data-problem="${code}"]`);
                assert.equal(await page.$eval('#username', (field) => field.ariaInvalid), 'true');
                assert.ok((await page.$eval('#username', (field) => field.getAttribute('aria-describedby'))).split(' ').includes('username-problem'));
                assert.equal(await page.evaluate(() => document.activeElement.id), 'username');
                assert.equal(await text('#sign-up output'), '');
                await page.type('#username', 'x');
                assert.equal(await page.$eval('#username', (field) => field.ariaInvalid), 'false');
                assert.equal(await text('#username-problem'), '');
            }
        });

        test('without JavaScript each page says that it needs it', { skip: browser.name !== 'Chromium' && 'BiDi turns no scripts off' }, async () => {
            const context = await driver.createBrowserContext();
            const plain = await context.newPage();
            await plain.setJavaScriptEnabled(false);
            for (const path of ['/', '/Taken', '/sign-in', '/dashboard', '/studio', '/admin', '/download', '/embed/Taken', '/game/chess']) {
                await plain.goto(site.address(path));
                const note = await plain.waitForSelector('.without-scripts');
                const { x, y } = await note.boundingBox();
                assert.ok(x >= 0 && y >= 0, path);
            }
            await context.close();
        });

        test('signing up works by keyboard alone', async () => {
            await page.goto(site.address('/sign-up?next=/dashboard'));
            await page.waitForSelector('.site-header[data-ready]');
            await page.focus('#username');
            await page.keyboard.type('Kim');
            await page.keyboard.press('Tab');
            await page.keyboard.type(PASSWORD);
            await page.keyboard.press('Enter');
            await dashboard();
        });

        test('what was saved is there after loading the page again', async () => {
            assert.equal(await page.$eval('#language', (field) => field.value), 'en');
            await page.type('#title', 'Att bygga en båt');
            assert.match(await text('#stream output'), /Not saved/);
            await page.click('#stream [type="submit"]');
            await page.waitForSelector('#stream output[data-state="saved"]');
            await page.reload();
            await dashboard();
            assert.equal(await page.$eval('#title', (field) => field.value), 'Att bygga en båt');
        });

        test('a new key is asked about, and replaces the old one', async () => {
            // The page was loaded again where it was scrolled to, and the header may lie over the button.
            await page.$eval('[data-action="new-key"]', (button) => button.scrollIntoView({ block: 'center' }));
            await page.click('[data-action="new-key"]');
            await page.waitForSelector('.new-key:not([hidden])');
            const first = await page.$eval('#key', (field) => field.value);
            assert.equal(await page.$eval('#connect-line', (field) => field.value), `${site.address('')}/#${first}`);
            await page.click('[data-action="new-key"]');
            await page.waitForSelector('#rotate-dialog[open]');
            await page.click('#rotate-dialog [value="yes"]');
            await page.waitForFunction((first) => document.querySelector('#key').value !== first, {}, first);
            await page.reload();
            await dashboard();
            assert.equal(await page.$eval('#key', (field) => field.value), '');
        });

        test('the password changes only for who knows it', async () => {
            await page.type('#current', 'not my password');
            await page.type('#new-password', `${PASSWORD} två`);
            await page.click('#password-form [type="submit"]');
            await page.waitForSelector('#current-problem[data-problem="wrong-password"]');
            await page.$eval('#current', (field) => { field.value = ''; });
            await page.type('#current', PASSWORD);
            await page.click('#password-form [type="submit"]');
            await said('#password-form output', /Password changed/);
        });

        test('signing out and in again comes back to where one was', async () => {
            await page.click('[popovertarget="menu"]');
            await page.waitForSelector('#menu:popover-open');
            await Promise.all([page.waitForNavigation(), page.click('[data-action="sign-out"]')]);
            await page.goto(site.address('/Kim'));
            const link = await page.waitForSelector('.chat-sign-in:not([hidden]) a');
            await Promise.all([page.waitForNavigation(), link.click()]);
            await page.type('#username', 'kim');
            await page.type('#password', PASSWORD);
            await page.click('#sign-in [type="submit"]');
            await page.waitForSelector('output[data-problem]');
            assert.match(await text('output'), /Wrong username or password/);
            await page.$eval('#password', (field) => { field.value = ''; });
            await page.type('#password', `${PASSWORD} två`);
            await page.click('#sign-in [type="submit"]');
            await page.waitForSelector('.composer:not([hidden])', { timeout: 15_000 });
            assert.equal(new URL(page.url()).pathname, '/Kim');
        });

        test('the watch page is used by keyboard: chat, theatre, list of keys', async () => {
            await page.keyboard.press('t');
            await page.waitForSelector('.watch[data-theatre]');
            await page.keyboard.press('t');
            await page.waitForSelector('.watch:not([data-theatre])');
            await page.keyboard.press('?');
            await page.waitForSelector('dialog.shortcuts[open]');
            await page.keyboard.press('Escape');
            await page.waitForSelector('dialog.shortcuts:not([open])');
            await page.keyboard.press('c');
            await page.keyboard.type('t for theatre, @kim? https://example.org/x.');
            await page.keyboard.press('Enter');
            await page.waitForSelector('.chat-line[data-mention]');
            assert.equal(await page.$eval('.chat-line a', (link) => link.href), 'https://example.org/x');
            assert.match(await page.$eval('.chat-line a', (link) => link.rel), /noopener.*nofollow/);
            assert.equal(await page.$('.watch[data-theatre]'), null);
        });

        test('a key counts from the moment a dialog is closed, though its button has the focus still', async () => {
            assert.deepEqual(await page.evaluate(() => {
                const list = document.querySelector('dialog.shortcuts');
                const theatre = () => {
                    list.querySelector('button').dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true }));
                    return 'theatre' in document.querySelector('.watch').dataset;
                };
                const keys = [];
                list.showModal();
                keys.push(theatre());
                list.close();
                keys.push(theatre(), theatre());
                return keys;
            }), [false, true, false]);
        });

        test('what people write is text, whatever it looks like', async () => {
            const line = '<img src=x onerror="document.title=1"> <b>&amp;</b>';
            await page.type('.composer textarea', line);
            await page.keyboard.press('Enter');
            await page.waitForFunction((line) => [...document.querySelectorAll('.chat-line .text')]
                .some((element) => element.textContent === line), {}, line);
            assert.equal(await page.$('.chat-line img, .chat-line b'), null);
        });

        test('theme and language are chosen by hand and kept', async () => {
            await page.click('[popovertarget="menu"]');
            await page.waitForSelector('#menu:popover-open');
            await page.click('#menu [value="dark"]');
            assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
            await Promise.all([page.waitForNavigation(), page.click('#menu [value="sv"]')]);
            await said('#chat-title', /^Chatt$/);
            assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
        });

        test('an account is deleted with its password, and its channel is gone', async () => {
            await page.goto(site.address('/dashboard'));
            await dashboard();
            await page.click('[data-action="delete"]');
            await page.type('#delete-password', `${PASSWORD} två`);
            await Promise.all([page.waitForNavigation(), page.click('#delete-form [type="submit"]')]);
            await page.waitForSelector('[data-action="sign-in"]');
            await page.goto(site.address('/Kim'));
            await page.waitForSelector('main[data-presence="unknown-streamer"]');
        });
    });
}
