import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import type { LeakScanner } from './LeakScanner';

/** Somebody who asks. @public */
export interface LeakKitUser {
  userRef: string;
  /** Headers that authenticate as this user. */
  headers: Record<string, string>;
  /** What the policy under test is meant to let this user read. */
  mayRead: (entityRef: string) => boolean;
}

/** Ids of an answer, to try its links as somebody else. */
export interface AskedAnswer {
  answerId: string;
  conversationId: string;
  question: string;
  by: LeakKitUser;
  /** The whole stream, as text. */
  text: string;
}

/** Sends requests as one user, and scans every byte that comes back. */
export class LeakUser {
  readonly user: LeakKitUser;
  readonly #baseUrl: string;
  readonly #scanner: LeakScanner;

  constructor(options: {
    user: LeakKitUser;
    baseUrl: string;
    scanner: LeakScanner;
  }) {
    this.user = options.user;
    this.#baseUrl = options.baseUrl;
    this.#scanner = options.scanner;
  }

  async request(
    method: string,
    path: string,
    options: { body?: unknown; user?: LeakKitUser } = {},
  ): Promise<{ status: number; text: string }> {
    const { body, user = this.user } = options;
    const response = await fetch(`${this.#baseUrl}${path}`, {
      method,
      headers: {
        ...user.headers,
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const headers = JSON.stringify(Object.fromEntries(response.headers));
    this.#scanner.scan({
      to: user.userRef,
      where: `${method} ${path} (${response.status})`,
      text: `${headers}\n${text}`,
      mayRead: user.mayRead,
      // the path itself comes back in errors
      said: path,
    });
    return { status: response.status, text };
  }

  async ask(request: AskRequest): Promise<AskedAnswer> {
    this.#scanner.hear(this.user.userRef, JSON.stringify(request));
    const { status, text } = await this.request('POST', '/ask', {
      body: request,
    });
    const start = text.match(/"answerId":"([^"]+)","conversationId":"([^"]+)"/);
    if (status !== 200 || !start) {
      throw new Error(
        `The question of ${this.user.userRef} got ${status}: ${text.slice(
          0,
          500,
        )}`,
      );
    }
    return {
      answerId: start[1],
      conversationId: start[2],
      question: request.question,
      by: this.user,
      text,
    };
  }
}
