/** The file of a thread beside the code that starts it: TypeScript from source, JavaScript once it is built. */
export function threadFile(from: string, name: string): URL {
  return new URL(`./${name}.${from.endsWith('.ts') ? 'ts' : 'js'}`, from);
}
