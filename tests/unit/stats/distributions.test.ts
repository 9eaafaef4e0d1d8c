import { describe, expect, test } from "vitest";
import { chiSquareP } from "@/lib/stats/chi-square";
import { incompleteBeta } from "@/lib/stats/incomplete-beta";
import { lowerGamma, upperGamma } from "@/lib/stats/incomplete-gamma";
import { Z } from "@/lib/stats/interval";
import { logBeta, logGamma } from "@/lib/stats/log-gamma";
import { normalCdf, normalQuantile, normalTwoSidedP } from "@/lib/stats/normal";
import { studentCdf, studentQuantile, studentTwoSidedP } from "@/lib/stats/student-t";

/** Relative distance, so that tails are judged as strictly as the middle. */
function near(actual: number, wanted: number, relative = 1e-12): void {
  expect(Math.abs(actual / wanted - 1), `${actual} against ${wanted}`).toBeLessThan(relative);
}

// Values below: SciPy 1.17.
test("log gamma", () => {
  near(logGamma(1e-3), 6.907178885383853);
  near(logGamma(0.3), 1.0957979948180756);
  near(logGamma(1.5), -0.12078223763524526);
  near(logGamma(5), Math.log(24));
  near(logGamma(30.25), 72.104204742008);
  near(logGamma(1234.5), 7550.550901077894);
  near(logBeta(2, 3), Math.log(1 / 12));
  expect(() => logGamma(0)).toThrow(RangeError);
});

test("incomplete gamma, both tails", () => {
  near(upperGamma(0.5, 0.1), 0.6547208460185768);
  near(upperGamma(0.5, 40), 3.744097384202887e-19);
  near(upperGamma(3, 2.5), 0.5438131158833297);
  near(upperGamma(50, 70), 0.0051405024585059085);
  near(upperGamma(200.5, 150), 0.9999509668100671);
  near(lowerGamma(3, 2.5), 1 - 0.5438131158833297);
  near(lowerGamma(50, 70), 1 - 0.0051405024585059085);
  expect(lowerGamma(1, 0)).toBe(0);
  expect(upperGamma(1, 0)).toBe(1);
});

test("incomplete beta", () => {
  near(incompleteBeta(0.3, 0.5, 0.5), 0.36901011956554536);
  near(incompleteBeta(0.01, 2, 3), 0.00059203);
  near(incompleteBeta(0.9, 30, 4.5), 0.6702066753932457);
  near(incompleteBeta(0.999, 1000, 0.5), 0.15724727426672383);
  expect([incompleteBeta(0, 1, 1), incompleteBeta(1, 1, 1)]).toEqual([0, 1]);
});

test("normal distribution", () => {
  near(normalCdf(-8), 6.22096057427174e-16);
  near(normalCdf(-1.3), 0.09680048458561036);
  near(normalCdf(0.4), 0.6554217416103242);
  near(normalCdf(2.2), 0.9860965524865014);
  near(normalTwoSidedP(-5), 5.733031437583866e-7);
  near(normalTwoSidedP(21.67504277), 3.529089692316537e-104);
  near(normalQuantile(1e-12), -7.034483825301131);
  near(normalQuantile(0.2), -0.8416212335729142);
  near(normalQuantile(0.6), 0.2533471031357997);
  near(normalQuantile(0.975), Z);
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
});

describe("Student's t", () => {
  test("two-sided p", () => {
    near(studentTwoSidedP(1, 1), 0.5);
    near(studentTwoSidedP(-2.5, 3.7), 0.07182202291182678);
    near(studentTwoSidedP(12, 40), 7.82417130425598e-15);
    near(studentTwoSidedP(1.96, 1e6), 0.04999606758526985, 1e-9);
    near(studentCdf(-1, 1), 0.25);
    near(studentCdf(1, 1), 0.75);
  });

  test.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.975, 3.3, 3.024874461840807],
    [0.975, 10, 2.228138851986274],
    [0.995, 49.2, 2.679512953852452],
    [0.975, 1e5, 1.9599877075346095],
    [0.975, 1e7, 1.959964221767205],
    [0.8, 4, 0.9409645772351816],
  ])("quantile %d with %d degrees of freedom", (p, df, wanted) => {
    near(studentQuantile(p, df), wanted, 1e-9);
    near(studentQuantile(1 - p, df), -wanted, 1e-9);
  });

  test("the median is 0", () => expect(studentQuantile(0.5, 3)).toBe(0));
});

test("chi-square: log-rank of aml, Fleiss' smokers (R prints p 0.005585), a table far out in the tail", () => {
  near(chiSquareP(3.3963887, 1), 0.06533932200000037);
  near(chiSquareP(12.6004, 3), 0.005585506033189036);
  near(chiSquareP(1184.596572, 2), 5.863038546313304e-258);
  near(chiSquareP(0.5, 7), 0.9994464813904249);
});
