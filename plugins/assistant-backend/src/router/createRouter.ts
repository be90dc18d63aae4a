import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
