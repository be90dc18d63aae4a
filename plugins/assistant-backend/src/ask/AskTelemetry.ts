import {
  type Context,
  type Span,
  SpanStatusCode,
  context,
  metrics,
  trace,
} from '@opentelemetry/api';
import type { ModelUsage } from '@smart-assistant/backstage-plugin-assistant-common';

const SCOPE = '@smart-assistant/backstage-plugin-assistant-backend';

/** How an answer ended, as the metrics count it. @internal */
export type AnswerOutcome = 'complete' | 'stopped' | 'failed';

/**
 * Metrics and traces of the ask path by OpenTelemetry names; README.md lists them.
 *
 * No attribute carries a question, a name of an entity or a person.
 */
export class AskTelemetry {
  readonly #tracer = trace.getTracer(SCOPE);
  readonly #answers;
  readonly #running;
  readonly #cancelled;
  readonly #duration;
  readonly #firstEvent;
  readonly #stage;
  readonly #tokens;
  readonly #modelDuration;

  static create(): AskTelemetry {
    return new AskTelemetry();
  }

  private constructor() {
    const meter = metrics.getMeter(SCOPE);
    const seconds = { unit: 's' };
    this.#answers = meter.createCounter('assistant.answers', {
      description: 'Answers by how they ended',
    });
    this.#running = meter.createUpDownCounter('assistant.answers.running', {
      description: 'Answers that are being worked on',
    });
    this.#cancelled = meter.createCounter('assistant.answers.cancelled', {
      description:
        'Answers whose work ended because the client left or stopped it',
    });
    this.#duration = meter.createHistogram(
      'assistant.answer.duration',
      seconds,
    );
    this.#firstEvent = meter.createHistogram(
      'assistant.answer.first_event.duration',
      seconds,
    );
    this.#stage = meter.createHistogram('assistant.stage.duration', seconds);
    this.#tokens = meter.createHistogram('gen_ai.client.token.usage', {
      unit: '{token}',
    });
    this.#modelDuration = meter.createHistogram(
      'gen_ai.client.operation.duration',
      seconds,
    );
  }

  /** Begins the span of one question. */
  begin(): AnswerTrace {
    const span = this.#tracer.startSpan('assistant.ask');
    this.#running.add(1);
    return {
      span,
      context: trace.setSpan(context.active(), span),
      startedAt: Date.now(),
    };
  }

  /** Counts a question that was over a limit. */
  refused() {
    this.#answers.add(1, { outcome: 'refused' });
  }

  firstEvent({ startedAt }: AnswerTrace) {
    this.#firstEvent.record((Date.now() - startedAt) / 1000);
  }

  end(
    answer: AnswerTrace,
    options: {
      outcome: AnswerOutcome;
      clientGone: boolean;
      withModel: boolean;
    },
  ) {
    const { outcome, clientGone, withModel } = options;
    const attributes = { outcome, mode: withModel ? 'model' : 'evidence' };
    this.#running.add(-1);
    this.#answers.add(1, attributes);
    this.#duration.record((Date.now() - answer.startedAt) / 1000, attributes);
    if (outcome === 'stopped') {
      this.#cancelled.add(1, {
        reason: clientGone ? 'client-gone' : 'stop-requested',
      });
    }
    answer.span.setAttribute('assistant.outcome', outcome);
    answer.span.end();
  }

  /** Measures a stage as a child span; the error goes on to the caller. */
  async stage<T>(
    answer: AnswerTrace,
    name: string,
    work: () => Promise<T>,
  ): Promise<T> {
    const span = this.#tracer.startSpan(
      `assistant.${name}`,
      undefined,
      answer.context,
    );
    const startedAt = Date.now();
    try {
      return await context.with(trace.setSpan(answer.context, span), work);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) });
      throw error;
    } finally {
      this.#stage.record((Date.now() - startedAt) / 1000, { stage: name });
      span.end();
    }
  }

  /** Records one call of a language model by the conventions for generative AI. */
  model(
    answer: AnswerTrace,
    options: { usage: ModelUsage; startedAt: number; failed: boolean },
  ) {
    const { usage, startedAt, failed } = options;
    const attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': usage.model,
      'server.address': usage.host,
    };
    const span = this.#tracer.startSpan(
      `chat ${usage.model}`,
      { attributes, startTime: startedAt },
      answer.context,
    );
    if (usage.promptTokens !== undefined) {
      this.#tokens.record(usage.promptTokens, {
        ...attributes,
        'gen_ai.token.type': 'input',
      });
      span.setAttribute('gen_ai.usage.input_tokens', usage.promptTokens);
    }
    if (usage.completionTokens !== undefined) {
      this.#tokens.record(usage.completionTokens, {
        ...attributes,
        'gen_ai.token.type': 'output',
      });
      span.setAttribute('gen_ai.usage.output_tokens', usage.completionTokens);
    }
    if (usage.cachedTokens !== undefined) {
      span.setAttribute(
        'gen_ai.usage.cache_read.input_tokens',
        usage.cachedTokens,
      );
    }
    if (failed) {
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#modelDuration.record(
      (Date.now() - startedAt) / 1000,
      failed
        ? { ...attributes, 'error.type': 'model-unavailable' }
        : attributes,
    );
    span.end();
  }
}

/** Span and start of one question. @internal */
export interface AnswerTrace {
  span: Span;
  context: Context;
  startedAt: number;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}
