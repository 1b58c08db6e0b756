/** Whether it is Ctrl or Cmd and that letter; on a keyboard without Latin letters the key where others have it. */
export function isShortcut({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent, letter: string): boolean {
  const pressed = key > "~" ? code.replace(/^Key/, "") : key;
  return (ctrlKey || metaKey) && !altKey && pressed.toLowerCase() === letter;
}
