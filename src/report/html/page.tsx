/**
 * The frame of a report that is a page of its own: one file, without a script, that asks nobody for anything.
 *
 * Whatever comes from outside is text in elements or attributes that Preact writes, and so escaped. Should that ever
 * fail, the policy (CSP) lets nothing run, and nothing be fetched.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { visible } from '../../printable.ts';

// The tests run the sources, which have no style sheet yet: they use the built one.
const stylesheet = new URL(
  import.meta.url.endsWith('.tsx') ? '../../../dist/report.css' : './report.css',
  import.meta.url,
);

const policyOf = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    // the icon below, which says that there is none
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

export interface PageProps {
  readonly title: string;
  readonly version: string;
  readonly children: ComponentChildren;
}

const Page = ({ title, version, style, children }: PageProps & { readonly style: string }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policyOf(style)} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="generator" content={`hintproof ${version}`} />
      <link rel="icon" href="data:," />
      <title>{title}</title>
      {/* our own style sheet, as it is: nothing from outside is in it */}
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
    <body>
      {children}
      <footer>{`hintproof ${version}`}</footer>
    </body>
  </html>
);

/** The text of a page; what nobody would see in it, or what would turn its order around, is written out. */
export const pageOf = (props: PageProps): string => {
  const style = readFileSync(stylesheet, 'utf8').trim();
  const page: VNode = <Page {...props} style={style} />;
  return visible(`<!doctype html>\n${renderToString(page)}\n`);
};
