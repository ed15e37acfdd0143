import { IconCircleCheckFilled, IconCircleXFilled } from "@tabler/icons-react";
import type { SignatureReport } from "../../shared/contract/signature.ts";

/** The HMACs behind the verdict: what was hashed with which secret, and what came out, beside what the header gives. */
export function Proof({ report: { proof, difference } }: { readonly report: SignatureReport }) {
  if (proof.length === 0) return null;
  return (
    <>
      <h3>Proof: HMAC-SHA256 with each secret</h3>
      <table className="rows doctor-proof">
        <thead>
          <tr>
            <th scope="col">Hashed</th>
            <th scope="col">Secret</th>
            <th scope="col">Gives</th>
            <th scope="col">Header has</th>
            <th scope="col">
              <span className="unseen">Fits</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {proof.map(({ of, fingerprint, whose, computed, given, fits }) => (
            <tr key={`${of} ${fingerprint}`}>
              <td>{of}</td>
              <td>
                <span className="mono">{fingerprint}</span> <span className="text3">{whose}</span>
              </td>
              <td className="mono">{computed}…</td>
              <td className="mono">{given}…</td>
              <td>
                <Fits fits={fits} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {difference && <Difference of={difference} />}
    </>
  );
}

function Fits({ fits }: { readonly fits: boolean }) {
  const Icon = fits ? IconCircleCheckFilled : IconCircleXFilled;
  return (
    <>
      <Icon size={14} className="glyph" data-tone={fits ? "ok" : "off"} aria-hidden />
      <span className="unseen">{fits ? "fits" : "does not fit"}</span>
    </>
  );
}

function Difference({ of: { at, arrived, signed } }: { readonly of: NonNullable<SignatureReport["difference"]> }) {
  return (
    <dl className="facts doctor-difference">
      <div>
        <dt>Signed, from byte {at}</dt>
        <dd className="mono">{signed === "" ? "nothing more" : signed}</dd>
      </div>
      <div>
        <dt>Arrived</dt>
        <dd className="mono">{arrived === "" ? "nothing more" : arrived}</dd>
      </div>
    </dl>
  );
}
