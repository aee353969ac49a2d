import DefaultTheme from "vitepress/theme";
import "jotglass/define";

export default DefaultTheme;
