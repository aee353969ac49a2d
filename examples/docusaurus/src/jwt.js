import "jotglass/define";
