// The colours of the picture of the network.

/** Colours of the theme that is on. */
export function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: of("sheet"), ink: of("ink"), faint: of("faint"), idle: of("idle"),
    ways: [of("g0"), of("g1"), of("g2"), of("own")], team: of("team"), teamEdge: of("team-edge"), halo: of("halo"),
  };
}

/** Colours on paper and in files, whatever theme is on. */
export const PAPER = {
  ground: "#ffffff", ink: "#1d2a35", faint: "#4c6272", idle: "#768692",
  ways: ["#003087", "#00a499", "#8a1538", "#5b7284"], team: "#ed8b00", teamEdge: "#9a5a00", halo: "#ffffff",
};
