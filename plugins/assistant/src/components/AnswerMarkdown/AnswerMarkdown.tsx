import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { type ComponentProps, type ReactNode, memo } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { CitationChip } from '../CitationChip';
import { citationNumber, remarkCitations } from './remarkCitations';
import { safeLink } from './safeLink';

const useStyles = makeStyles(
  theme => ({
    root: {
      overflowWrap: 'anywhere',
      '& p, & ul, & ol': { margin: theme.spacing(0, 0, 1) },
      '& > :last-child': { marginBottom: 0 },
      '& ul, & ol': { paddingLeft: theme.spacing(3) },
      '& h1, & h2, & h3, & h4, & h5, & h6': {
        ...theme.typography.subtitle2,
        margin: theme.spacing(1.5, 0, 0.5),
      },
      '& a': { color: theme.palette.link ?? theme.palette.primary.main },
      '& code': { fontFamily: 'monospace', fontSize: '0.92em' },
      '& pre': {
        background: theme.palette.background.default,
        border: `1px solid ${theme.palette.divider}`,
        borderRadius: theme.shape.borderRadius,
        margin: theme.spacing(0, 0, 1),
        padding: theme.spacing(1, 1.5),
        whiteSpace: 'pre-wrap',
      },
      '& table': {
        borderCollapse: 'collapse',
        display: 'block',
        overflowX: 'auto',
      },
      '& th, & td': {
        border: `1px solid ${theme.palette.divider}`,
        padding: theme.spacing(0.5, 1),
        textAlign: 'left',
      },
      '& blockquote': {
        borderLeft: `3px solid ${theme.palette.divider}`,
        color: theme.palette.text.secondary,
        margin: theme.spacing(0, 0, 1),
        paddingLeft: theme.spacing(1.5),
      },
    },
  }),
  { name: 'AssistantMarkdown' },
);

function MarkdownLink(props: { href?: string; children?: ReactNode }) {
  const { href, children } = props;
  const number = citationNumber(href);
  if (number !== undefined) {
    return <CitationChip number={number} />;
  }
  const to = safeLink(href);
  return to ? <Link to={to}>{children}</Link> : <>{children}</>;
}

type Components = ComponentProps<typeof ReactMarkdown>['components'];

// headings of documents and models must not break the outline of the page
const heading = (props: { children?: ReactNode }) => <h3>{props.children}</h3>;

const components: Components = {
  a: ({ href, children }) => (
    <MarkdownLink href={href}>{children}</MarkdownLink>
  ),
  // an image could tell its host who reads what: only its description is shown
  img: ({ alt }) => <>{alt}</>,
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
};

/**
 * Markdown that others wrote: documents and models. No images, no raw HTML, no scripts in links.
 *
 * It stands on the same library as MarkdownContent of core-components, which lets raw HTML and
 * images through and has no way to draw a citation as a component.
 */
function Markdown(props: { content: string; className?: string }) {
  const classes = useStyles();
  return (
    <ReactMarkdown
      className={`${classes.root} ${props.className ?? ''}`.trim()}
      remarkPlugins={[remarkGfm, remarkCitations]}
      // addresses are judged where a link is drawn
      transformLinkUri={href => href}
      components={components}
    >
      {props.content}
    </ReactMarkdown>
  );
}

/** {@link Markdown}, parsed again only when the text changes: threads are long, and drawn at each key. */
export const AnswerMarkdown = memo(Markdown);
