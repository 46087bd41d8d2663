// Tables of libraries that come as modules; each draws its 120 orders into an element.
import { createRoot } from 'react-dom/client';
import { Table } from 'antd';
import { DataGrid } from '@mui/x-data-grid';
import { DataTable } from 'primereact/datatable';
import { Column } from 'primereact/column';

const titles = [['no', 'No.'], ['supplier', 'Supplier'], ['amount', 'Amount']];
const antd = titles.map(([dataIndex, title]) => ({ dataIndex, title, width: 200 }));
const prime = titles.map(([field, header]) => <Column key={field} field={field} header={header} sortable style={{ height: 46 }} />);
const parts = {
  antd: rows => <Table rowKey="id" dataSource={rows} columns={antd} />,
  'antd-scrolled': rows => <div style={{ width: 500 }}><Table rowKey="id" rowSelection={{}} dataSource={rows} scroll={{ x: 900, y: 240 }} columns={antd} /></div>,
  'antd-virtual': rows => <Table virtual rowKey="id" dataSource={rows} scroll={{ x: 900, y: 240 }} pagination={false} columns={antd} />,
  mui: rows => <div style={{ width: 900, height: 420 }}><DataGrid rows={rows} columns={titles.map(([field, headerName]) => ({ field, headerName, width: 150 }))} initialState={{ pagination: { paginationModel: { pageSize: 25 } } }} pageSizeOptions={[25, 50]} /></div>,
  primereact: rows => <DataTable value={rows} paginator rows={10}>{prime}</DataTable>,
  'primereact-virtual': rows => <DataTable value={rows} scrollable scrollHeight="300px" virtualScrollerOptions={{ itemSize: 46 }}>{prime}</DataTable>,
};
window.show = (which, rows) => createRoot(document.getElementById('grid')).render(parts[which](rows));
