import { z } from 'zod';

/** Values from environment variables arrive as text. */
export const count = (minimum: number, maximum: number) =>
  z.coerce.number().int().min(minimum).max(maximum);
export const seconds = z.coerce.number().positive().max(3600);
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform(value => value === true || value === 'true');
export const section = <T extends z.ZodRawShape>(shape: T) =>
  z.object(shape).strict();
