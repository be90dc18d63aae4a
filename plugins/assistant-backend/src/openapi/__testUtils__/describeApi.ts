import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
  extendZodWithOpenApi,
} from '@asteasolutions/zod-to-openapi';
import { dump } from 'js-yaml';
import { z } from 'zod';
import { baseOperations } from './baseOperations';
import { personOperations } from './personOperations';
import { type Operation, type SchemaName, schemas, statuses } from './schemas';

extendZodWithOpenApi(z);

const operations = [...personOperations, ...baseOperations];

/** The OpenAPI document, made from the schemas that the server and the client read with. */
export function describeApi(): string {
  const registry = new OpenAPIRegistry();
  const registered: Record<string, z.ZodTypeAny> = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      registry.register(name, schema),
    ]),
  );
  registry.registerComponent('securitySchemes', 'backstage', {
    type: 'http',
    scheme: 'bearer',
  });
  operations.forEach(operation =>
    registry.registerPath(toRoute(operation, registered)),
  );
  const document = new OpenApiGeneratorV31(
    registry.definitions,
  ).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Assistant',
      version: '0.1.0',
      description:
        'Answers questions about services and pipelines from the documents of the catalog, with sources. Errors are those of Backstage.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/assistant' }],
    security: [{ backstage: [] }],
  });
  return dump(document, { noRefs: true, lineWidth: 120 });
}

/** Method and path of each operation, as the router knows them. */
export function describedRoutes(): string[] {
  return operations.map(
    ({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
  );
}

/** Findings have ids of their own, ranges of versions a number. */
const UUID_PATHS = /^\/(?!findings|bases\/telemetry)/;

function toRoute(
  operation: Operation,
  registered: Record<string, z.ZodTypeAny>,
): RouteConfig {
  const {
    method,
    path,
    summary,
    body,
    query,
    status = 200,
    answer,
    errors,
  } = operation;
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), match => match[1]);
  const params = z.object(
    Object.fromEntries(
      names.map(name => [
        name,
        UUID_PATHS.test(path)
          ? z.string().openapi({ format: 'uuid' })
          : z.string(),
      ]),
    ),
  );
  return {
    method,
    path,
    summary,
    request: {
      ...(names.length > 0 ? { params } : {}),
      ...(query ? { query } : {}),
      ...(body
        ? {
            body: {
              required: true,
              content: { 'application/json': { schema: registered[body] } },
            },
          }
        : {}),
    },
    responses: {
      [status]: toResponse(answer, registered),
      ...Object.fromEntries(
        errors.map(code => [
          code,
          {
            description: statuses[code],
            content: { 'application/json': { schema: registered.Error } },
          },
        ]),
      ),
    },
  };
}

function toResponse(
  answer: Operation['answer'],
  registered: Record<string, z.ZodTypeAny>,
) {
  if (!answer) {
    return { description: 'Done' };
  }
  if (answer === 'stream') {
    return {
      description:
        'Server-sent events, each with its number as id and an AnswerEvent as data',
      content: { 'text/event-stream': { schema: registered.AnswerEvent } },
    };
  }
  return answer in schemas
    ? {
        description: answer,
        content: {
          'application/json': { schema: registered[answer as SchemaName] },
        },
      }
    : { description: 'Text', content: { [answer]: { schema: z.string() } } };
}
