/** Menus by Radix: menu.tsx fetches them. */
export { DropdownMenu } from "radix-ui";
