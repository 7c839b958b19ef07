// What an installation says to its pages: config.json beside them.
export interface Receiver {
  id: string;
  name: string;
}

interface Config {
  // Origins of apps that may hand over an access token (app.ts).
  appOrigins: string[];
  // To whom a business can grant its report.
  receivers: Receiver[];
}

let loading: Promise<Config> | undefined;

export function config(): Promise<Config> {
  loading ??= fetch('/config.json')
    .then((answer) => answer.json() as Promise<Config>)
    .catch(() => ({ appOrigins: [], receivers: [] }));
  return loading;
}
