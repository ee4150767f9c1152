/** What is loading, in the height it will have. `label` tells readers that it loads. */
export function Bones({ rows = 3, avatar = false, label }: { rows?: number | undefined; avatar?: boolean | undefined; label: string }) {
  return (
    <div className="stack g-24" role="status" aria-busy="true" aria-label={label}>
      {Array.from({ length: rows }, (_, i) => (
        <div className="row nowrap row-top" key={i}>
          {avatar && <span className="bone bone-av" />}
          <div className="min0 stack g-8">
            <span className={`bone ${i % 2 === 0 ? 'w-40' : 'w-25'}`} />
            <span className="bone w-90" />
            <span className="bone w-60" />
          </div>
        </div>
      ))}
    </div>
  )
}
