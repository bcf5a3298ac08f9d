#!/usr/bin/env node
// Plain JavaScript, so that an old Node gets as far as saying what is wrong, or starting the right one.
import { runsOnThisNode } from "../scripts/node-version.js";

if (runsOnThisNode()) await import("./main.ts");
