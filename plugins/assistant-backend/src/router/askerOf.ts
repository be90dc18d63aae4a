import type { Request, Response } from 'express';
import type { ResolvedAsker } from '../access';
import { abortOnClose } from './abortOnClose';
import type { RouterOptions } from './RouterOptions';

/** Who calls, with the rights of this moment; only people have conversations. */
export async function askerOf(
  { httpAuth, askers }: RouterOptions,
  req: Request,
  res: Response,
): Promise<ResolvedAsker> {
  const credentials = await httpAuth.credentials(req, { allow: ['user'] });
  const signal = abortOnClose(res);
  return askers.resolve({ credentials, signal });
}
