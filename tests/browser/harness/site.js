import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATIENCE_MILLIS, Program } from './program.js';

const ROOT = new URL('../../../', import.meta.url).pathname;
export const IMAGES = process.env.STROM_IMAGES ?? join(ROOT, 'build/image');
/** A JDK's java, which draws the test picture. */
export const JAVA = process.env.STROM_TEST_JAVA ?? 'java';
/** Of the accounts that `Site.streamKey` makes. */
export const PASSWORD = 'en lång ramsa att minnas';
/** Where TestPicture.java is compiled. */
const CLASSES = join(ROOT, 'build/browser');

async function freePort() {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address();
    await new Promise((resolve) => server.close(resolve));
    return port;
}

/** The linked server, on a data directory of its own. */
export class Site {
    static async start() {
        const site = new Site();
        site.port = await freePort();
        site.data = mkdtempSync(join(tmpdir(), 'strom-data-'));
        await site.#run();
        return site;
    }

    async #run() {
        this.program = new Program(join(IMAGES, 'stream-server/bin/stream-server'),
            ['--host', '127.0.0.1', '--port', String(this.port), '--data', this.data], { cwd: this.data });
        await this.#answers();
    }

    async restart() {
        await this.program.stop();
        await this.#run();
    }

    async #answers() {
        const end = Date.now() + PATIENCE_MILLIS;
        while (!await fetch(this.address('/healthz')).then((answer) => answer.ok, () => false)) {
            if (Date.now() > end || this.program.child.exitCode !== null) {
                throw new Error(`the server does not answer:\n${this.program.lines.join('\n')}`);
            }
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }

    /** A page's address: by default as a secure context, since browsers trust localhost. */
    address(path, host = 'localhost') {
        return `http://${host}:${this.port}${path}`;
    }

    /** Makes an account and answers with its stream key. */
    async streamKey(username) {
        const session = await this.#send('POST', '/api/account', { username, password: PASSWORD });
        return (await (await this.#send('POST', '/api/me/key', {}, cookieOf(session))).json()).key;
    }

    /** Makes accounts by command line, which no limit holds back: names to stream key and password. */
    accounts(...names) {
        const made = execFileSync(join(IMAGES, 'stream-server/bin/stream-server'),
            ['user', 'create', ...names, '--data', this.data], { encoding: 'utf8' });
        return new Map(made.trim().split('\n').map((line) => line.split(' '))
            .map(([name, key, password]) => [name, { name, key, password }]));
    }

    /** Says what an account's stream is about. */
    async describe({ name, password }, profile) {
        const session = await this.#send('POST', '/api/session', { username: name, password });
        await this.#send('PATCH', '/api/me', profile, cookieOf(session));
    }

    async #send(method, path, body, cookie = '') {
        const answer = await fetch(this.address(path), {
            method, headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body),
        });
        if (!answer.ok) {
            throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        }
        return answer;
    }

    async stop() {
        const code = await this.program.stop();
        rmSync(this.data, { recursive: true, force: true });
        return code;
    }
}

const cookieOf = (answer) => answer.headers.get('set-cookie').split(';')[0];

const TEST_PICTURE = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', CLASSES, 'TestPicture'];

/** A screen on which a Java program shows something: the test picture unless another is given. */
export class Screen {
    static async start(size = '1280x720', program = TEST_PICTURE) {
        const screen = new Screen();
        screen.server = new Program('Xvfb', ['-displayfd', '1', '-screen', '0', `${size}x24`, '-nolisten', 'tcp']);
        const [number] = await screen.server.line(/^\d+$/);
        screen.display = `:${number}`;
        screen.picture = new Program(JAVA, program, { env: { ...process.env, DISPLAY: screen.display } });
        await screen.picture.line(/^ready$/);
        return screen;
    }

    async stop() {
        await this.picture.stop();
        await this.server.stop();
    }
}

/**
 * Starts the linked client, without a window, on a screen; it is live when this is answered.
 *
 * @param {{ options?: string[], environment?: Record<string, string> }} [more] of the client
 */
export async function publish(site, screen, key, fps = 30, { options = [], environment = {} } = {}) {
    const keyFile = join(site.data, 'test-stream-key');
    writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
    const client = new Program(join(IMAGES, 'stream-client/bin/stream-client'),
        ['publish', '--server', site.address(''), '--key-file', keyFile, '--fps', String(fps), '--screen', '0', ...options],
        { env: { ...process.env, ...environment, DISPLAY: screen.display } });
    await client.line(/^live /);
    return client;
}
