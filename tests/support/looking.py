"""一页在手机和桌面两种宽度 / A page on a phone and on a desk: what axe finds, what the console says.

On the phone everything is judged; then, wider, what was not to be seen before, and all targets' sizes.
"""

from __future__ import annotations

from tests.support.browser import AXE, RULES, Tab

PHONE, DESK, HEIGHT = 360, 1280, 780
# Of rows and sections that are built alike only so many stay: axe would say the same of the others.
ALIKE = 4
TRIM = """(most) => {
  for (const parent of document.querySelectorAll("tbody, ul, ol, main, section, select, datalist")) {
    const had = {};
    for (const it of [...parent.children]) {
      if (!it.matches("tr, li, section, article, option")) continue;
      const build = it.outerHTML.replace(/>[^<]*[^<\\s][^<]*</g, ">t<").replace(/(?<!class|type)="[^"]+"/g, "=x");
      had[build] = (had[build] || 0) + 1;
      if (had[build] > most) it.remove();
    }
  }
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth > window.innerWidth"
LOOK = """async ([rules, wider]) => {
  const all = [...document.body.querySelectorAll("*")].filter((it) => it.checkVisibility());
  const run = (where, runOnly) =>
    axe.run(where, { runOnly, resultTypes: ["violations"], preload: false, elementRef: false });
  const tags = { type: "tag", values: rules };
  let results;
  if (wider) {
    const fresh = all.filter((it) => !window.seenNarrow.has(it));
    results = [await run(document, { type: "rule", values: ["target-size"] })];
    if (fresh.length) results.push(await run({ include: fresh }, tags));
  } else {
    window.seenNarrow = new Set(all);
    results = [await run(document, tags)];
  }
  return results.flatMap((it) => it.violations)
    .flatMap((it) => it.nodes.map((node) => it.id + ": " + node.target));
}"""


async def ready_to_look(tab: Tab) -> None:
    """Once for a tab: axe is there on every page that it opens."""
    await tab.page.context.add_init_script(path=AXE)


async def amiss(tab: Tab, address: str) -> list[str]:
    """What is wrong with the page at either width."""
    found = []
    await tab.page.goto(address, wait_until="load")
    for width in (DESK, PHONE):
        await tab.page.set_viewport_size({"width": width, "height": HEIGHT})
        if await tab.page.evaluate(SIDEWAYS):
            found.append(f"{width} scrolls sideways")
    await tab.page.evaluate(TRIM, ALIKE)
    for width in (PHONE, DESK):
        await tab.page.set_viewport_size({"width": width, "height": HEIGHT})
        told = await tab.page.evaluate(LOOK, [RULES, width == DESK])
        found += [f"{width} {what}" for what in told]
    found += tab.complaints
    tab.complaints.clear()
    return found
