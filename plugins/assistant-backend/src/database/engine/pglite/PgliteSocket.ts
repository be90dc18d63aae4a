import { Duplex } from 'node:stream';
import type { PgliteThread } from './PgliteThread';

/** AuthenticationOk, then ReadyForQuery in state idle: the engine is logged in already. */
const WELCOME = Buffer.from([
  0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49,
]);
/** Simple Query `rollback`, for a session whose client left in the middle. */
const ROLLBACK = Buffer.from([
  0x51, 0, 0, 0, 13, 0x72, 0x6f, 0x6c, 0x6c, 0x62, 0x61, 0x63, 0x6b, 0,
]);
const TERMINATE = 0x58;
/** Query and Sync end a batch; Flush asks for what there is. */
const ENDS_OF_BATCH = new Set([0x51, 0x53, 0x48]);

/**
 * What the `pg` client takes for a socket.
 *
 * It gathers messages up to the end of a batch, hands them to the thread in one piece, and gives
 * the bytes of the answer back; `pg` parses them, so errors keep their code and constraint.
 */
export class PgliteSocket extends Duplex {
  readonly #thread: PgliteThread;
  #input = Buffer.alloc(0);
  #batch: Buffer[] = [];
  #started = false;
  #open = true;

  constructor(thread: PgliteThread) {
    super();
    this.#thread = thread;
  }

  connect() {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  setNoDelay() {
    return this;
  }

  setKeepAlive() {
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  override _read() {
    // answers are pushed when they come
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    callback: (error?: Error | null) => void,
  ) {
    this.#input = this.#input.length
      ? Buffer.concat([this.#input, chunk])
      : chunk;
    this.#consume().then(() => callback(), callback);
  }

  override _final(callback: (error?: Error | null) => void) {
    this.#leave().then(() => callback(), callback);
  }

  override _destroy(
    error: Error | null,
    callback: (error?: Error | null) => void,
  ) {
    this.#leave().then(
      () => callback(error),
      () => callback(error),
    );
  }

  async #consume() {
    while (this.#open) {
      const message = this.#nextMessage();
      if (!message) {
        return;
      }
      if (!this.#started) {
        this.#started = true;
        this.push(WELCOME);
      } else if (message[0] === TERMINATE) {
        await this.#leave();
      } else {
        this.#batch.push(message);
        if (ENDS_OF_BATCH.has(message[0])) {
          await this.#send();
        }
      }
    }
  }

  /** The startup message has no type byte; all others have one before their length. */
  #nextMessage(): Buffer | undefined {
    const offset = this.#started ? 1 : 0;
    if (this.#input.length < offset + 4) {
      return undefined;
    }
    const length = offset + this.#input.readInt32BE(offset);
    if (this.#input.length < length) {
      return undefined;
    }
    const message = this.#input.subarray(0, length);
    this.#input = this.#input.subarray(length);
    return message;
  }

  async #send() {
    const bytes = Buffer.concat(this.#batch);
    this.#batch = [];
    const answer = await this.#thread.execute(bytes);
    if (this.#open && answer.length) {
      this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.length));
    }
  }

  /** There is one session for all clients to come: an open transaction must not stay behind. */
  async #leave() {
    if (!this.#open) {
      return;
    }
    this.#open = false;
    this.push(null);
    await this.#thread.execute(ROLLBACK).catch(() => undefined);
  }
}
