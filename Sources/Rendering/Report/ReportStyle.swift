/// How the report looks, in one place: within the page that is written to a file, or served as a file of its own.
public enum ReportStyle {
  /// The style sheet. Nothing in it asks for anything from elsewhere.
  public static let css = """
    :root{--ink:#212b32;--soft:#4c6272;--line:#c8d1d6;--paper:#fff;--tint:#f0f4f5;--blue:#003087;--aqua:#00766c;\
    --claret:#8a1538;--amber:#9a5a00;--bar1:#003087;--bar2:#00a499;--bar3:#8a1538;--bar4:#ed8b00}
    @media (prefers-color-scheme:dark){:root{--ink:#f0f4f5;--soft:#b8c5cc;--line:#4c6272;--paper:#17202a;--tint:#212d38;\
    --blue:#9cc3ff;--aqua:#5fd6cc;--claret:#ff9fba;--amber:#ffc266;--bar1:#6ea4f4;--bar2:#00a499;--bar3:#e0688e;--bar4:#ed8b00}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.45 Arial,Inter,Helvetica,sans-serif}
    main{max-width:1080px;margin:0 auto;padding:16px 20px 40px}
    h1{font-size:2rem;line-height:1.15;margin:.1em 0 .3em;color:var(--blue)}
    h2{font-size:1.15rem;margin:0 0 .35em;color:var(--blue)}
    p{margin:.3em 0 .6em}
    .lead{font-size:1.1rem;max-width:64em}
    .note{color:var(--soft);font-size:.85em}
    .grid{display:grid;grid-template-columns:1fr 1fr;gap:18px 28px;margin-top:16px}
    .wide{grid-column:1/-1}
    section{min-width:0;border-top:3px solid var(--blue);padding-top:8px}
    .figures{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:14px 0 0;padding:0;list-style:none}
    .figures li{background:var(--tint);padding:10px 12px;border-left:5px solid var(--bar1)}
    .figures b{display:block;font-size:1.7rem;line-height:1.1;color:var(--blue)}
    .figures span{font-size:.9em}
    table{border-collapse:collapse;width:100%;font-size:.9em}
    caption{text-align:left;color:var(--soft);font-size:.95em;padding-bottom:3px}
    th,td{text-align:left;padding:3px 8px 3px 0;border-bottom:1px solid var(--line);vertical-align:top}
    td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
    td.bar{width:38%;vertical-align:middle;padding-right:0}
    td.in{background:var(--tint);font-weight:bold}
    svg{display:block;width:100%;height:auto}
    td.bar svg{height:14px}
    .b1{fill:var(--bar1)}.b2{fill:var(--bar2)}.b3{fill:var(--bar3)}.b4{fill:var(--bar4)}
    .axis{stroke:var(--line);stroke-width:1}
    .edge{stroke:var(--paper);stroke-width:1}
    svg.key{width:290px;max-width:100%;margin-top:4px}
    svg text{fill:var(--ink);font:12px Arial,Inter,Helvetica,sans-serif}
    svg .mid{text-anchor:middle}svg .end{text-anchor:end}
    ol.steps{margin:.3em 0;padding-left:1.4em}
    .scroll{overflow-x:auto}
    a{color:var(--blue)}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--bar4);outline-offset:2px}
    a.q{font-size:.78em;text-decoration:none;border:1px solid var(--line);border-radius:3px;padding:1px 5px;margin-left:4px}
    code{font:.85em/1.3 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
    dl.queries{display:grid;grid-template-columns:2.2em 1fr;margin:0;font-size:.85em}
    dl.queries dt{font-weight:bold}dl.queries dd{margin:0 0 2px}
    :target{background:var(--tint)}
    footer{margin-top:18px;color:var(--soft);font-size:.85em}
    @media (max-width:760px){.grid,.figures{grid-template-columns:1fr}.figures{grid-template-columns:1fr 1fr}}
    @media print{
    @page{size:A4;margin:11mm 12mm}
    :root{--ink:#000;--soft:#333;--line:#bbb;--paper:#fff;--tint:#f0f4f5;--blue:#003087;--aqua:#00766c;--claret:#8a1538;\
    --amber:#9a5a00;--bar1:#003087;--bar2:#00a499;--bar3:#8a1538;--bar4:#ed8b00}
    body{font-size:8.6pt;line-height:1.28;print-color-adjust:exact;-webkit-print-color-adjust:exact}
    main{max-width:none;padding:0}
    h1{font-size:15.5pt}h2{font-size:10.5pt}
    .lead{font-size:9.4pt}
    .figures b{font-size:15pt}.figures{gap:6px;margin-top:6px;grid-template-columns:repeat(4,1fr)}.figures li{padding:5px 8px}
    .grid{gap:8px 16px;margin-top:8px;grid-template-columns:1fr 1fr}
    section{break-inside:avoid;padding-top:4px;border-top-width:2px}
    .second{break-before:page}
    th,td{padding:1.5px 6px 1.5px 0}
    table,.note,caption,dl.queries,footer{font-size:7.8pt}
    code{font-size:7.4pt}
    a{text-decoration:none}
    footer{margin-top:6px}
    }
    """
}
