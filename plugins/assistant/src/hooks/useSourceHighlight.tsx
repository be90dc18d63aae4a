import {
  type ReactNode,
  createContext,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import type { Citation } from '@smart-assistant/backstage-plugin-assistant-common';
import type { AnswerBlock } from '../conversation/answerBlocks';
import { numbersOfEvidence } from '../conversation/evidence';

/**
 * One source among all answers of a thread: numbers begin anew with each answer. Evidence that no
 * sentence cites has no number, but can be touched in a chart and in the timeline.
 */
type SourceKey = { answerKey: string; number?: number; evidenceId?: string };

type SourceHighlight = {
  /** The answer whose sources the panel lists. */
  shownAnswer?: string;
  highlighted?: SourceKey;
  show(answerKey: string): void;
  highlight(source: SourceKey | undefined): void;
  /** Brings the entry of a source into view, in the drawer where there is no panel. */
  reveal(source: SourceKey): void;
  /** Whether the panel stands beside the thread. */
  panelVisible: boolean;
};

const idle: SourceHighlight = {
  show: () => {},
  highlight: () => {},
  reveal: () => {},
  panelVisible: false,
};

const SourceHighlightContext = createContext<SourceHighlight>(idle);

type AnswerSources = {
  key: string;
  citations: Citation[];
  blocks?: AnswerBlock[];
};

const AnswerContext = createContext<
  AnswerSources & { numbers: Map<string, number> }
>({ key: '', citations: [], numbers: new Map() });

/** Lets a number in the text and its entry in the panel light up each other. */
export function SourceHighlightProvider(props: {
  panelVisible: boolean;
  onReveal(): void;
  children: ReactNode;
}) {
  const { panelVisible, onReveal, children } = props;
  const [shownAnswer, setShown] = useState<string>();
  const [touched, setTouched] = useState<SourceKey>();
  // stays when the focus moves on to the drawer
  const [revealed, setRevealed] = useState<SourceKey>();
  const highlighted = touched ?? revealed;
  const highlight = useCallback((source: SourceKey | undefined) => {
    setTouched(source);
    if (source) {
      setRevealed(undefined);
      setShown(source.answerKey);
    }
  }, []);
  const reveal = useCallback(
    (source: SourceKey) => {
      setRevealed(source);
      setShown(source.answerKey);
      onReveal();
    },
    [onReveal],
  );
  const value = useMemo(
    () => ({
      shownAnswer,
      highlighted,
      show: setShown,
      highlight,
      reveal,
      panelVisible,
    }),
    [highlight, highlighted, panelVisible, reveal, shownAnswer],
  );
  return (
    <SourceHighlightContext.Provider value={value}>
      {children}
    </SourceHighlightContext.Provider>
  );
}

/** Tells the numbers inside to which answer they belong. */
export function AnswerSourcesProvider(props: {
  value: AnswerSources;
  children: ReactNode;
}) {
  const { key, citations, blocks } = props.value;
  const value = useMemo(
    () => ({ key, citations, numbers: numbersOfEvidence(blocks ?? []) }),
    [blocks, citations, key],
  );
  return (
    <AnswerContext.Provider value={value}>
      {props.children}
    </AnswerContext.Provider>
  );
}

export function useSourceHighlight(): SourceHighlight {
  return useContext(SourceHighlightContext);
}

/** What a component that stands for source number `number` of the current answer needs. */
export function useSource(number: number) {
  const { key, citations } = useContext(AnswerContext);
  const { reveal, panelVisible } = useSourceHighlight();
  const source = useMemo(() => ({ answerKey: key, number }), [key, number]);
  return {
    citation: citations.find(c => c.number === number),
    ...useLight(source),
    panelVisible,
    reveal: () => reveal(source),
  };
}

/**
 * What a component that stands for a piece of evidence needs: it lights up with the number of its
 * citation. Without an id nothing happens.
 */
export function useEvidence(evidenceId: string | undefined) {
  const { key, numbers } = useContext(AnswerContext);
  const number = evidenceId === undefined ? undefined : numbers.get(evidenceId);
  const source = useMemo(() => {
    if (evidenceId === undefined) {
      return undefined;
    }
    return number === undefined
      ? { answerKey: key, evidenceId }
      : { answerKey: key, number };
  }, [evidenceId, key, number]);
  return { number, ...useLight(source) };
}

function useLight(source: SourceKey | undefined) {
  const { highlighted, highlight } = useSourceHighlight();
  const handlers = useMemo(() => {
    const on = () => source && highlight(source);
    const off = () => source && highlight(undefined);
    return { onMouseEnter: on, onMouseLeave: off, onFocus: on, onBlur: off };
  }, [highlight, source]);
  return {
    highlighted:
      source !== undefined &&
      highlighted?.answerKey === source.answerKey &&
      highlighted.number === source.number &&
      highlighted.evidenceId === source.evidenceId,
    handlers,
  };
}
