// Delivers what a department dropped into a volume, every five minutes:
// creditproof sync --once for one source. A copy for each source, with its name
// in place of `penalties`.
//
// What it needs: the volume claim `drop-penalties`, into which the department's
// files come; the secret `sync-penalties` with client.textproto and, beside it,
// the files it names: the authority, the department's certificate and key.
import type { ICronJob } from "kubernetes-models/batch/v1/CronJob";
import {
  closedContainer,
  closedPod,
  image,
  labelsOf,
  namespaceName,
} from "../names";

const source = "penalties";

// The network policy of the same name lets it reach ingestion.
const labels = {
  ...labelsOf("creditproof-sync"),
  "app.kubernetes.io/instance": source,
};

export const cronJob: ICronJob = {
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: {
    name: `creditproof-sync-${source}`,
    namespace: namespaceName,
    labels,
  },
  spec: {
    schedule: "*/5 * * * *",
    timeZone: "Asia/Shanghai",
    // The lock on the folder would refuse a second one anyway.
    concurrencyPolicy: "Forbid",
    startingDeadlineSeconds: 200,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 10,
    jobTemplate: {
      spec: {
        // The next run goes on where this one stopped. A job that failed is
        // one to look at: rows came back (status 3), or nothing could be
        // delivered (status 1).
        backoffLimit: 0,
        template: {
          metadata: { labels },
          spec: {
            restartPolicy: "Never",
            ...closedPod,
            containers: [
              {
                name: "sync",
                image,
                command: ["creditproof", "sync", "/drop"],
                args: ["--source", source, "--once", "--json"],
                env: [
                  {
                    name: "CREDITPROOF_CONFIG",
                    value: "/etc/creditproof/client.textproto",
                  },
                ],
                securityContext: closedContainer,
                resources: {
                  requests: { cpu: "50m", memory: "64Mi" },
                  limits: { memory: "512Mi" }, // files are read in pieces
                },
                volumeMounts: [
                  { name: "drop", mountPath: "/drop" },
                  {
                    name: "client",
                    mountPath: "/etc/creditproof",
                    readOnly: true,
                  },
                ],
              },
            ],
            volumes: [
              {
                name: "drop",
                persistentVolumeClaim: { claimName: `drop-${source}` },
              },
              {
                name: "client",
                secret: { secretName: `sync-${source}`, defaultMode: 0o440 },
              },
            ],
          },
        },
      },
    },
  },
};
