import { message } from "./en/message.ts";
import { operator } from "./en/operator.ts";
import { recipient } from "./en/recipient.ts";
import { sender } from "./en/sender.ts";
import { service } from "./en/service.ts";

export const en = { ...recipient, ...sender, ...message, ...service, ...operator };
