import { GRAPH_CSS } from "../graph/svg.ts";

/** The one style sheet of the page: light and dark by what the reader prefers, wide and narrow, screen and paper. */
export const PAGE_CSS = `:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--card:#f6f8fa;--link:#0550ae;--mark:#9a4f00;--created:#0550ae;--closed:#1a7f37;--grid:#d8dee4;--warn:#fff4e5}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--quiet:#9ea7b3;--line:#30363d;--card:#161b22;--link:#79b8ff;--mark:#f0a050;--created:#79b8ff;--closed:#3fb950;--grid:#30363d;--warn:#2b2111}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1500px;padding:1rem 1.5rem 4rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.7rem;margin:.5rem 0 0}h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}h3{font-size:1rem;margin:0 0 .3rem;overflow-wrap:anywhere}p{margin:.3rem 0}
a{color:var(--link)}a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.6rem 0}.quiet{color:var(--quiet)}code,.id{font-family:ui-monospace,monospace;font-size:.87em}
.board{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;align-items:start}.column{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.7rem}.column ul{list-style:none;margin:0;padding:0;max-height:38rem;overflow-y:auto}
.column ul:focus-visible{outline:3px solid var(--link)}.column li{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.45rem .6rem;margin-top:.5rem;overflow-wrap:anywhere}.column li p{margin:0}.column .meta{font-size:.82rem;color:var(--quiet)}
.needs{background:var(--warn);border-left:4px solid var(--mark);padding:.5rem 1rem;border-radius:4px}.needs ul{margin:.2rem 0;padding-left:1.2rem}
article{border:1px solid var(--line);border-radius:8px;padding:.7rem 1rem;margin:.7rem 0}article summary{cursor:pointer;color:var(--quiet)}.said{border-left:3px solid var(--line);margin:.7rem 0 0;padding-left:.8rem}.said.foreign{border-left:3px dashed var(--mark)}.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0;max-width:80ch}.flag{color:var(--mark);font-weight:600}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(30rem,100%),1fr));gap:1rem}figure{margin:0;border:1px solid var(--line);border-radius:8px;padding:.7rem 1rem;background:var(--card);min-width:0}figcaption{font-weight:600}figure svg{width:100%;height:auto}figure summary{color:var(--quiet);cursor:pointer}
.scroll{overflow:auto;max-height:46rem;border:1px solid var(--line);border-radius:8px}.chart text{fill:var(--quiet);font:11px system-ui,sans-serif}.chart .grid{stroke:var(--grid)}.chart .created{fill:none;stroke:var(--created);stroke-width:1.5}.chart .closed{fill:var(--closed)}.chart .line{fill:none;stroke-width:2}.chart .line.all{stroke:var(--created);stroke-dasharray:6 3}.chart .line.done{stroke:var(--closed)}.chart .area{fill:var(--closed);opacity:.18}
table{border-collapse:collapse;font-size:.9rem}th,td{text-align:right;padding:.15rem .45rem;border-bottom:1px solid var(--line)}th:first-child,td:first-child{text-align:left;overflow-wrap:break-word;min-width:5.5rem}
@media print{.column ul,.scroll{max-height:none;overflow:visible}}
${GRAPH_CSS}`;
