/** What test/mutation/page.ts needs of the configuration. */
declare const config: { readonly mutate: readonly string[] };
export default config;
