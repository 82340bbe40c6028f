import { App } from '../components/shell/App.tsx';

export default function Page() {
  return <App />;
}
