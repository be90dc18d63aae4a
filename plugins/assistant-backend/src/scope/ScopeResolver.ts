import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import type { AskerResolver, EntityView, ResolvedAsker } from '../access';
import type { AskedEntity, Asker, Scope, ScopeRequest } from '../ask/stages';
import { chooseEntities } from './chooseEntities';
import { managedBy } from './entities/managedBy';
import { NameIndex } from './entities/NameIndex';
import { neighbourhoodOf } from './entities/neighbourhood';
import { placeholdersOf } from './entities/placeholders';
import { Glossary } from './glossary/Glossary';
import type { ScopeOptions } from './options';
import { readQuestion, type ReadQuestion } from './readQuestion';
import { type ReadTurn, readTurn } from './readTurn';
import { resolveTime } from './resolveTime';
import { toSearchText } from './toSearchText';

export interface ScopeResolverOptions {
  askers: Pick<AskerResolver, 'resolve'>;
  scope: ScopeOptions;
}

/**
 * The first stage of the ask path: reads who asks, about what, where and when, and which kind of
 * answer is wanted. No model is called.
 *
 * Every name is matched within what the person may see: a name of something else counts as any
 * unknown word does.
 */
export class ScopeResolver {
  readonly #options: ScopeResolverOptions;
  readonly #glossary: Glossary;

  static create(options: ScopeResolverOptions): ScopeResolver {
    return new ScopeResolver(options, Glossary.create(options.scope.glossary));
  }

  private constructor(options: ScopeResolverOptions, glossary: Glossary) {
    this.#options = options;
    this.#glossary = glossary;
  }

  /**
   * @throws InputError for a time that cannot be asked about.
   * @throws ServiceUnavailableError when rights or the catalog cannot be read.
   */
  async resolve(options: ScopeRequest): Promise<Scope> {
    const { request, signal, credentials } = options;
    const reader = await this.#options.askers.resolve({ credentials, signal });
    const { asker } = reader;
    // Earlier turns count only while the person may still see all that they rest on.
    const history = options.history.filter(({ entityRefs }) =>
      entityRefs.every(ref => asker.levelOf(ref) !== 'none'),
    );
    const asked = await this.#read(reader, options, history);
    const { question, questionClass, language, previous } = asked;
    const environment = this.#environment(question, request.environment);
    return {
      asker,
      question: request.question,
      language,
      questionClass,
      ...toSearchText(question, { glossary: this.#glossary, previous }),
      ...this.#choose(reader, { asked, request, history, environment }),
      environment,
      ...this.#time(question.text, options, language),
      ...(asked.aspect && { aspect: asked.aspect }),
      ...(request.alert && { alert: request.alert }),
      askedAt: options.now,
      timeZone: this.#timeZone(request),
      history,
    };
  }

  /** Reads the words of the question, with those that it goes on with. */
  async #read(
    { asker, snapshot }: ResolvedAsker,
    { request, signal }: ScopeRequest,
    history: ScopeRequest['history'],
  ): Promise<ReadTurn> {
    const { environments } = this.#options.scope;
    const index = await NameIndex.of(snapshot);
    signal.throwIfAborted();
    const isVisible = (ref: string) => asker.levelOf(ref) !== 'none';
    return readTurn({
      request,
      last: history.at(-1),
      read: text => readQuestion(text, { index, isVisible, environments }),
    });
  }

  /** What the question is about, with the facts that the next stages need of it. */
  #choose(
    { asker, snapshot }: ResolvedAsker,
    options: {
      asked: ReadTurn;
      request: ScopeRequest['request'];
      history: ScopeRequest['history'];
      environment: string | undefined;
    },
  ): Pick<Scope, 'entities' | 'origin' | 'unknownEntity' | 'ownsSomething'> {
    const { asked, request, history, environment } = options;
    const isVisible = (ref: string) => asker.levelOf(ref) !== 'none';
    const { views, ...origin } = chooseEntities({
      read: asked.question,
      questionClass: asked.questionClass,
      asker,
      snapshot,
      isVisible,
      pageRef: request.entityRef,
      conversationRefs: history.at(-1)?.entityRefs ?? [],
      goesOn: asked.goesOn,
    });
    return {
      ...origin,
      entities: views.map(view => ({
        ...this.#describe(view, asker, environment),
        neighbourhood: neighbourhoodOf(view, snapshot, isVisible),
      })),
    };
  }

  #environment(
    question: ReadQuestion,
    requested: string | undefined,
  ): string | undefined {
    const { scope } = this.#options;
    return question.environment ?? requested ?? scope.defaultEnvironment;
  }

  #describe(
    view: EntityView,
    asker: Asker,
    environment: string | undefined,
  ): Omit<AskedEntity, 'neighbourhood'> {
    const { environments, defaultEnvironment } = this.#options.scope;
    return {
      entityRef: view.ref,
      title: view.title ?? view.name,
      kind: view.kind,
      level: asker.levelOf(view.ref),
      placeholders: placeholdersOf(view, {
        environments,
        defaultEnvironment,
        environment,
      }),
      managedBy: managedBy(view),
    };
  }

  #time(text: string, { request, now }: ScopeRequest, language: Language) {
    return resolveTime({
      text,
      request,
      now,
      language,
      timeZone: this.#timeZone(request),
    });
  }

  /** Clock times are read and written in the reader's zone, if the browser tells it. */
  #timeZone(request: ScopeRequest['request']): string {
    return request.timeZone ?? this.#options.scope.timeZone;
  }
}
