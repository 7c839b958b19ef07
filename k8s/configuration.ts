// The configuration of every process, made from deploy/config as
// deploy/local/configure does: with DNS names of pods and, for who asks after
// health, probe.textproto.
import { readFileSync } from "node:fs";
import { calls, askProvider } from "./calls";
import { type Caller, grpc, https, type Service, services } from "./names";

const partitionCount = 16;

export interface Installation {
  // As browsers reach it: https://HOST.
  publicOrigin: string;
  // `iss` of the identity provider's tokens, and the networks it is reached in.
  identityProvider: string;
  identityProviderNetworks: string[];
  // How many share the partitions; the others are one each.
  instances: Partial<
    Record<"record-store" | "eligibility-check" | "verification", number>
  >;
}

// Of one process: file name -> text.
export type Files = Record<string, string>;

export const countOf = (it: Installation, service: Service) =>
  (it.instances as Partial<Record<Service, number>>)[service] ?? 1;

// The partitions of instance `i` of `count`; none named are all.
const share = (i: number, count: number) =>
  count === 1
    ? ""
    : Array.from({ length: partitionCount }, (_, partition) => partition)
        .filter((partition) => partition % count === i)
        .join(",");

function instancesOf(service: Service, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const address = `${service}-${i}.${service}:${grpc.port}`;
    return `instances { address: "${address}" partitions: [${share(i, count)}] }`;
  }).join("\n  ");
}

const placeholder = (name: string) =>
  `@${name.toUpperCase().replaceAll("-", "_")}@`;

const template = (name: string) =>
  readFileSync(`deploy/config/${name}.textproto`, "utf8");

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`no ${from} in the template`);
  return text.replaceAll(from, to);
}

// What the template of a caller names is what the network allows.
function checkCalls(caller: Caller, text: string) {
  const named = services.filter((it) => text.includes(placeholder(it)));
  const asks = text.includes("@IDENTITY_PROVIDER@");
  const allowed = calls[caller];
  if (
    named.length !== allowed.length ||
    !named.every((it) => allowed.includes(it)) ||
    asks !== askProvider.includes(caller)
  ) {
    throw new Error(
      `deploy/config/${caller}.textproto calls ${named}; calls.ts says ${allowed}`,
    );
  }
}

function filled(caller: Caller, it: Installation): string {
  let text = template(caller);
  checkCalls(caller, text);
  for (const service of services) {
    text = text.replaceAll(
      placeholder(service),
      instancesOf(service, countOf(it, service)),
    );
  }
  return text.replaceAll("@IDENTITY_PROVIDER@", it.identityProvider);
}

// The tool's configuration, by which a pod asks itself.
function probe(service: Service): string {
  let text = template("client").replace(/^asserting_key \{[^]*?^\}\n/m, "");
  text = replaced(text, "tls/admin.", `tls/${service}.`);
  text = replaced(text, "tls/", "../tls/");
  for (const each of services) {
    const itself = `instances { address: "127.0.0.1:${grpc.port}" }`;
    text = replaced(text, placeholder(each), itself);
  }
  return text;
}

export function filesOf(service: Service, it: Installation): Files {
  const count = countOf(it, service);
  const files: Files = { "probe.textproto": probe(service) };
  for (let i = 0; i < count; ++i) {
    let text = filled(service, it);
    text = replaced(text, "@ADDRESS@", `0.0.0.0:${grpc.port}`);
    text = replaced(text, "@PARTITIONS@", share(i, count));
    text = replaced(text, "@INSTANCE@", service);
    if (service === "report-rendering") {
      const prefix = `${it.publicOrigin}/V/`.toUpperCase();
      text = replaced(text, "HTTPS://CREDIT.EXAMPLE/V/", prefix);
    }
    files[`${service}-${i}.textproto`] = text;
  }
  return files;
}

// Browsers come through the ingress, which is elsewhere: hence TLS, and the
// field in which it names the client.
export function filesOfGateway(it: Installation): Files {
  let text = filled("gateway", it);
  text = replaced(text, "@ADDRESS@", `0.0.0.0:${https.port}`);
  text = replaced(text, "@GATEWAY@", it.publicOrigin);
  return {
    "gateway.textproto": `${text}public_tls {
  cert_file: "../tls/gateway.crt"
  key_file: "../tls/gateway.key"
}
client_address_header: "x-real-ip"
portal_directory: "/usr/share/creditproof/portal"
`,
  };
}
