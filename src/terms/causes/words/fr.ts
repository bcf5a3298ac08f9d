import { message } from "./fr/message.ts";
import { operator } from "./fr/operator.ts";
import { recipient } from "./fr/recipient.ts";
import { sender } from "./fr/sender.ts";
import { service } from "./fr/service.ts";

export const fr = { ...recipient, ...sender, ...message, ...service, ...operator };
