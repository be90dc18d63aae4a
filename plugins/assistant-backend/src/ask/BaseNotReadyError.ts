import { CustomErrorBase } from '@backstage/errors';

/** No generation of the document base can be read yet. */
export class BaseNotReadyError extends CustomErrorBase {
  name = 'BaseNotReadyError' as const;

  constructor() {
    super('The document base has no generation yet');
  }
}
