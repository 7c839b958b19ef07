// The gateway's route that verifies by number, as fastify and grpc-js serve it.
// Usage: node fastify.mjs CONFIG.json
//
// CONFIG.json: `port`, on which `processes` of them listen; `protos`, a folder;
// `backEnd`, HOST:PORT, and `certificateName` of verification; `authorities`,
// `certificate`, `key`: PEM files of the client.
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import Fastify from 'fastify';

const config = JSON.parse(readFileSync(process.argv[2]));

function connect() {
  const definition = protoLoader.loadSync(
    'creditproof/verification/v1/verification_service.proto',
    { includeDirs: [config.protos], longs: String, enums: String, bytes: String },
  );
  const { v1 } = grpc.loadPackageDefinition(definition).creditproof.verification;
  const credentials = grpc.credentials.createSsl(
    readFileSync(config.authorities),
    readFileSync(config.key),
    readFileSync(config.certificate),
  );
  return new v1.VerificationService(config.backEnd, credentials, {
    'grpc.ssl_target_name_override': config.certificateName,
    'grpc.default_authority': config.certificateName,
  });
}

function serve() {
  const verification = connect();
  const patience = 15_000; // milliseconds
  const app = Fastify({ bodyLimit: 64 * 1024 });
  app.post('/v1/reports::verify', (request) =>
    new Promise((resolve, reject) => {
      const deadline = Date.now() + patience;
      verification.verifyReport(request.body, { deadline }, (error, answer) =>
        error ? reject(error) : resolve(answer));
    }));
  app.listen({ host: '127.0.0.1', port: config.port });
}

if (config.processes > 1 && cluster.isPrimary) {
  for (let i = 0; i < config.processes; ++i) cluster.fork();
} else {
  serve();
}
