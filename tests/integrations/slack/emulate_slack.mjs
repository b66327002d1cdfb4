// The Slack of the npm package "emulate", with event delivery switched on: node emulate_slack.mjs DIST PORT EVENTS_URL
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [dist, port, eventsUrl] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(dist, name)).href);

// The package delivers events to subscriptions, and offers no setting for one: it is added where its Slack registers.
const name = readdirSync(dist).find((it) => it.startsWith("dist-") && readFileSync(join(dist, it), "utf8").includes("  slackPlugin\n"));
const { slackPlugin } = await load(name);
const register = slackPlugin.register;
slackPlugin.register = (app, store, webhooks, ...rest) => {
  register(app, store, webhooks, ...rest);
  webhooks.register({ url: eventsUrl, events: ["message"], active: true, owner: "slack" });
};

const { createEmulator } = await load("api.js");
const slack = await createEmulator({
  service: "slack",
  port: Number(port),
  seed: {
    slack: {
      team: { name: "Acme", domain: "acme" },
      signing_secret: "s3cret",
      strict_scopes: true,
      users: [{ name: "ana", email: "ana@acme.test" }],
      channels: [{ name: "success" }],
      oauth_apps: [{ client_id: "1.2", client_secret: "x", name: "Steward", bot_name: "steward", redirect_uris: [] }],
      tokens: [
        {
          token: "xoxb-steward",
          user: "steward",
          scopes: ["chat:write", "channels:read", "groups:read", "im:read", "im:history", "users:read"],
        },
        { token: "xoxp-ana", user: "ana", scopes: ["chat:write", "channels:read", "channels:history", "im:history", "im:read", "im:write", "users:read"] },
      ],
    },
  },
});
console.log(slack.url);
