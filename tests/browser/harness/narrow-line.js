import { connect, createServer } from 'node:net';

const TICK_MILLIS = 5;
/** What a modem holds; the kernel's buffers before it come on top. */
const QUEUED_BYTES = 64 << 10;

/** A line of adjustable width to a port of this machine. What comes back is not held up. */
export class NarrowLine {
    /** kbit/s. */
    width = Infinity;
    #server;

    /** @param {number} port where it leads to */
    static async to(port) {
        const line = new NarrowLine();
        line.#server = createServer((near) => line.#carry(near, connect(port, '127.0.0.1')));
        line.#server.listen(0, '127.0.0.1');
        await new Promise((resolve) => line.#server.once('listening', resolve));
        return line;
    }

    get port() {
        return this.#server.address().port;
    }

    #carry(near, far) {
        let queue = Buffer.alloc(0);
        let credit = 0;
        let last = performance.now();
        near.on('data', (bytes) => {
            queue = Buffer.concat([queue, bytes]);
            if (queue.length > QUEUED_BYTES) { near.pause(); }
        });
        const timer = setInterval(() => {
            const now = performance.now();
            const bits = this.width === Infinity ? Infinity : this.width * (now - last);
            last = now;
            // What was not used does not add up to a burst.
            credit = Math.min(credit + bits / 8, this.width === Infinity ? Infinity : this.width * 4 * TICK_MILLIS / 8);
            const n = Math.min(queue.length, Math.floor(credit));
            if (n > 0) {
                far.write(queue.subarray(0, n));
                queue = queue.subarray(n);
                credit -= n;
            }
            if (this.width !== Infinity && credit === Infinity) { credit = 0; }
            if (queue.length <= QUEUED_BYTES) { near.resume(); }
        }, TICK_MILLIS);
        far.pipe(near);
        const end = () => { clearInterval(timer); near.destroy(); far.destroy(); };
        for (const socket of [near, far]) {
            socket.setNoDelay(true).on('error', end).on('close', end);
        }
    }

    close() {
        this.#server.close();
    }
}
