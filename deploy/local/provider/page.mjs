// The log-in page: a button for each demo user. Works without JavaScript.
import { users } from './users.mjs';

const style = `
  body { font: 18px/1.6 sans-serif; max-width: 34em; margin: 3em auto; padding: 0 1em; color: #1b1b1b; background: #fff }
  button { font: inherit; display: block; width: 100%; margin: .8em 0; padding: .8em 1em; text-align: left;
    border: 2px solid #1a4f8b; border-radius: 8px; background: #fff; cursor: pointer }
  button:hover, button:focus { background: #e8f0fa }
  small { display: block; color: #4a4a4a }
`;

const button = ([id, { title, note, claims }]) => `
  <button name="user" value="${id}">${title}
    <small>统一社会信用代码 ${claims.credit_code}</small>
    <small>${note}</small></button>`;

export const logInPage = (action) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>统一身份认证（演示）</title><style>${style}</style></head>
<body><main><h1>统一身份认证（演示）</h1>
<p>本页仅用于演示，企业均为虚构，无需密码。请选择登录身份：</p>
<form method="post" action="${action}">${[...users].map(button).join('')}
</form></main></body></html>`;
