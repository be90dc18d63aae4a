import {
  type ReactNode,
  createContext,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import type { Citation } from '@smart-assistant/backstage-plugin-assistant-common';

/** One source among all answers of a thread: numbers begin anew with each answer. */
type SourceKey = { answerKey: string; number: number };

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
const AnswerContext = createContext<{ key: string; citations: Citation[] }>({
  key: '',
  citations: [],
});

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
export const AnswerSourcesProvider = AnswerContext.Provider;

export function useSourceHighlight(): SourceHighlight {
  return useContext(SourceHighlightContext);
}

/** What a component that stands for source number `number` of the current answer needs. */
export function useSource(number: number) {
  const { key, citations } = useContext(AnswerContext);
  const { highlighted, highlight, reveal, panelVisible } = useSourceHighlight();
  const source = useMemo(() => ({ answerKey: key, number }), [key, number]);
  return {
    citation: citations.find(c => c.number === number),
    highlighted:
      highlighted?.answerKey === key && highlighted.number === number,
    panelVisible,
    reveal: () => reveal(source),
    handlers: {
      onMouseEnter: () => highlight(source),
      onMouseLeave: () => highlight(undefined),
      onFocus: () => highlight(source),
      onBlur: () => highlight(undefined),
    },
  };
}
