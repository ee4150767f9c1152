import { Form, Link } from '@remix-run/react'
import { useT } from '~/i18n/index.tsx'
import { type PostFacts, postActions } from '../boards/post-actions.ts'
import { CommandId } from '../form/command-id.tsx'
import { Icon } from '../ui/icon.tsx'

/** The actions of a post on a page of their own: complete without JavaScript. */
export function PostActionList({ facts }: { facts: PostFacts }) {
  const t = useT()
  return (
    <ul className="post-acts">
      {postActions(facts).map((action) => {
        const inside = <><Icon name={action.icon} />{t(action.isCopy === true ? 'posts.to_post' : action.label)}</>
        return (
          <li key={action.name}>
            {action.fields === undefined ? <Link className="menu-item" to={action.to}>{inside}</Link> : (
              <Form method="post" action={action.to}>
                {Object.entries(action.fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
                <CommandId />
                <button type="submit" className="menu-item">{inside}</button>
              </Form>
            )}
          </li>
        )
      })}
    </ul>
  )
}
