import Button, { type ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { forwardRef } from 'react';

const useStyles = makeStyles(
  {
    // sentence case reads faster than capitals, and keeps names as they are written
    root: { textTransform: 'none' },
  },
  { name: 'AssistantPlainButton' },
);

/** A button whose words are written as anywhere else. */
export const PlainButton = forwardRef<HTMLButtonElement, ButtonProps>(
  (props, ref) => {
    const { className = '', ...rest } = props;
    const classes = useStyles();
    return (
      <Button ref={ref} className={`${classes.root} ${className}`} {...rest} />
    );
  },
);
